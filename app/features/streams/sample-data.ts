// Sample data that looks like a small shop: the same events with the same ids each time, so loading twice adds nothing.
import { type EventData, type EventStore, jsonEvent, jsonText, type StreamName } from '../../../lib/index.ts';
import { inventoryEvents, orderEvents, paymentEvents, type SampleEvent } from './sample-stories.ts';

export interface SampleStream {
  readonly stream: StreamName;
  readonly about: string;
  readonly events: readonly SampleEvent[];
}

export const SAMPLE_STREAMS: readonly SampleStream[] = [
  { stream: 'order-1042', about: 'one order from cart to delivery', events: orderEvents() },
  { stream: 'payments', about: 'captures, refunds, one dispute', events: paymentEvents() },
  { stream: 'inventory-4471', about: 'reservations of one article', events: inventoryEvents() },
];

/**
 * Appends the sample streams, each whole. A stream that holds them already is left as it is.
 * @returns how many events the sample has.
 * @throws WrongExpectedVersionError when a stream of that name has other events.
 */
export async function loadSampleData(store: EventStore): Promise<number> {
  // The order last, so that it is the one most recently updated.
  for (const sample of SAMPLE_STREAMS.toReversed()) {
    await store.appendToStream(sample.stream, toEventData(sample), { expectedVersion: 'no_stream' });
  }
  return SAMPLE_STREAMS.reduce((sum, sample) => sum + sample.events.length, 0);
}

function toEventData({ stream, events }: SampleStream): readonly EventData[] {
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
