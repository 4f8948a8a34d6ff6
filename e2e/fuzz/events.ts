// Arbitrary events, as a library's caller can append them: any name, any type, any JSON, any bytes.
import fc from 'fast-check';
import {
  binaryEvent,
  type EventData,
  type EventStore,
  isStreamName,
  jsonEvent,
  jsonText,
} from '../../lib/index.ts';
import { anyStream, anyText, validJson } from './texts.ts';

export interface AnyEvent {
  readonly stream: string;
  readonly event: EventData;
}

const metadata = fc.oneof(
  fc.constant({}),
  validJson.map((text) => ({ metadata: jsonText(text) })),
  fc.uint8Array({ maxLength: 9 }).map((bytes) => ({ metadata: bytes })),
);

const type = fc.oneof(
  fc.constantFrom('t', '$>', '$metadata'),
  // What may be the name of a stream may be a type, of which there is a stream.
  anyText.filter(isStreamName),
);
const stream = anyStream.filter((name) => isStreamName(name) && !/^\$(streams$|ce-|et-)/.test(name));

const jsonEvents = fc.tuple(stream, type, validJson, metadata).map(([stream, type, data, more]): AnyEvent => {
  const { metadata: found } = { metadata: undefined, ...more };
  const event = jsonEvent({ type, data: jsonText(data) });
  return {
    stream,
    event: found instanceof Uint8Array ? { ...event, metadata: found } : { ...event, ...withJson(found) },
  };
});

function withJson(metadata: { readonly text: string } | undefined): { readonly metadata?: string } {
  return metadata === undefined ? {} : { metadata: metadata.text };
}

const binaryEvents = fc
  .tuple(stream, type, fc.uint8Array({ maxLength: 40 }), metadata)
  .map(([stream, type, data, more]): AnyEvent => ({ stream, event: binaryEvent({ type, data, ...more }) }));

export const anyEvents = fc.array(
  fc.oneof({ weight: 3, arbitrary: jsonEvents }, { weight: 1, arbitrary: binaryEvents }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

export async function appendAll(store: EventStore, events: readonly AnyEvent[]): Promise<void> {
  for (const { stream, event } of events) await store.appendToStream(stream, event);
}
