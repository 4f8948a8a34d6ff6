// Sample data that looks like a small shop: the same events with the same ids each time, so loading twice adds nothing.
import { type EventData, type EventStore, jsonEvent, jsonText } from '../../../lib/index.ts';
import { guidFrom } from '../../guid.ts';
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
      id: guidFrom(`${stream} ${index}`),
      data: jsonText(event.json),
      metadata: { $correlationId: stream, user: event.by },
    }),
  );
}
