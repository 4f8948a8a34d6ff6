// An event as the fold gets it: the JSON text that the sandbox parses, with the names that the library gives its events.
import type { Payload, RecordedEvent } from '../../../lib/index.ts';
import { textOf } from '../event/payload.ts';
import type { FeedRow } from '../stream/feed.ts';
import type { EventText } from './sandbox/protocol.ts';

/** The members of an event, for people: name and meaning. */
export const EVENT_MEMBERS = [
  ['eventNumber', 'place in its stream, from 0'],
  ['type', 'as posted'],
  ['data', 'the JSON; of other data its text, or null'],
  ['metadata', 'the JSON, or null'],
  ['created', 'when it was written, ISO 8601'],
  ['createdMs', 'the same in ms since 1970'],
  ['stream', 'the stream it is in'],
  ['position', 'place in the whole log'],
  ['id', 'the event id'],
  ['isJson', 'whether data is JSON'],
] as const;

/** Data and metadata go in character by character, so that nothing has read them before the engine does. */
export function eventText({ number, event }: FeedRow): EventText {
  const { eventNumber, type, created, createdMs, stream, position, id, isJson } = event;
  const rest = JSON.stringify({ eventNumber, type, created, createdMs, stream, position, id, isJson });
  const data = jsonOf(event.rawData);
  const metadata = event.rawMetadata === null ? 'null' : jsonOf(event.rawMetadata);
  return { number, json: `${rest.slice(0, -1)},"data":${data},"metadata":${metadata}}` };
}

function jsonOf(payload: Payload): string {
  return typeof payload === 'string' ? payload : JSON.stringify(textOf(payload) ?? null);
}

/** What becomes of its data on the way in, where that is not what is stored; null = nothing. */
export function noteOn(event: RecordedEvent): string | null {
  if (typeof event.rawData !== 'string') {
    return textOf(event.rawData) === undefined
      ? 'Its data is not JSON and not text: the fold gets null.'
      : 'Its data is not JSON: the fold gets its text.';
  }
  const rounded = roundedNumber(event.rawData);
  return rounded === null
    ? null
    : `${rounded.text} is beyond 2^53, where JavaScript rounds: the fold gets ${rounded.value}. What is stored, and shown here, is exact.`;
}

/** The first number that JavaScript cannot hold exactly. */
function roundedNumber(json: string): { readonly text: string; readonly value: number } | null {
  // Strings are skipped as a whole, so that digits in them are no numbers.
  for (const [text] of json.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g)) {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) return { text, value };
  }
  return null;
}
