// Sample data that looks like a small shop: the same events with the same ids each time, so loading twice adds nothing.
import { type EventData, type EventStore, jsonEvent, jsonText, type StreamName } from '../../../lib/index.ts';
import { inventoryEvents, orderEvents, paymentEvents, type SampleEvent } from './sample-stories.ts';
import { SAMPLE_STREAMS, type SampleStream } from './sample-streams.ts';

type SampleStory = SampleStream & { readonly events: readonly SampleEvent[] };

const STORIES: readonly SampleStory[] = SAMPLE_STREAMS.map((sample) => ({
  ...sample,
  events: story(sample),
}));

function story({ stream }: SampleStream): readonly SampleEvent[] {
  switch (stream) {
    case 'order-1042':
      return orderEvents();
    case 'payments':
      return paymentEvents();
    case 'inventory-4471':
      return inventoryEvents();
  }
}

/**
 * Appends the sample streams, each whole. A stream that holds them already is left as it is.
 * @returns how many events the sample has.
 * @throws WrongExpectedVersionError when a stream of that name has other events.
 */
export async function loadSampleData(store: EventStore): Promise<number> {
  // The order last, so that it is the one most recently updated.
  for (const sample of STORIES.toReversed()) {
    await store.appendToStream(sample.stream, toEventData(sample), { expectedVersion: 'no_stream' });
  }
  return STORIES.reduce((sum, sample) => sum + sample.events.length, 0);
}

function toEventData({ stream, events }: SampleStory): readonly EventData[] {
  return events.map((event, index) =>
    jsonEvent({
      type: event.type,
      id: sampleId(stream, index),
      data: jsonText(event.json),
      metadata: { $correlationId: stream, user: event.by },
    }),
  );
}

/** A GUID that depends on the place only. */
export function sampleId(stream: StreamName, index: number): string {
  const hex = [1, 2, 3, 4]
    .map((salt) => hash(`${salt} ${stream} ${index}`).toString(16).padStart(8, '0'))
    .join('');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** FNV-1a with a last stir, so that neighbours look unrelated. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}
