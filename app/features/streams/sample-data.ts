// Sample data that looks like a small shop: the same events with the same ids each time, so loading twice adds nothing.
import { type EventStore, jsonEvent, jsonText, openEventStore, type StreamName } from '../../../lib/index.ts';
import type { Client } from '../../client/client.ts';
import { storeBase } from '../../client/open-client.ts';
import { guidFrom } from '../../guid.ts';
import { metadataOf, SAMPLE_REQUESTS, type SampleRequest, sendSample } from './sample-requests.ts';
import { inventoryEvents, orderEvents, paymentEvents, type SampleEvent } from './sample-stories.ts';
import { SAMPLE_STREAMS, type SampleStream } from './sample-streams.ts';
import { agesOf } from './sample-times.ts';

/** An event of the sample at its place in the store. */
export interface SampleHappening {
  readonly stream: StreamName;
  /** As in the story, from 0. */
  readonly step: number;
  /** The numbers of its stream begin here: with 0, but in a stream that was deleted. */
  readonly begin: number;
  readonly id: string;
  readonly event: SampleEvent;
  /** In ms since 1970-01-01 UTC. */
  readonly atMs: number;
}

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

/** A stream that was deleted begins anew, with other ids. */
async function storyIn(store: EventStore, sample: SampleStream, nowMs: number) {
  const { stream } = sample;
  const { state, version } = await store.describeStream(stream);
  const begin = state === 'soft_deleted' ? version + 1 : 0;
  const ages = agesOf(sample);
  return story(sample).map((event, step) => ({
    stream,
    step,
    begin,
    id: guidFrom(`${stream} ${begin + step}`),
    event,
    atMs: nowMs - (ages[step] ?? 0),
  }));
}

/**
 * Writes the sample as it happened, up to `nowMs`, in ms since 1970-01-01 UTC: the log is as it would be if it had been
 * written then. What is there already is left as it is.
 * @returns how many events the sample has.
 * @throws Error when a stream of that name has other events.
 */
export async function loadSampleData(
  store: EventStore,
  client: Pick<Client, 'histories' | 'restore'>,
  { nowMs = Date.now(), base = storeBase() }: { readonly nowMs?: number; readonly base?: string } = {},
): Promise<number> {
  const stories = await Promise.all(SAMPLE_STREAMS.map((sample) => storyIn(store, sample, nowMs)));
  const happenings = stories.flat().toSorted((a, b) => a.atMs - b.atMs);
  let clockMs = nowMs;
  // The same store at another time of day.
  const past = await openEventStore({ name: store.name, now: () => clockMs });
  try {
    let written = 0;
    for (const [index, happening] of happenings.entries()) {
      const requests = SAMPLE_REQUESTS.filter((request) => isAbout(request, happening));
      const recreates = happening.begin > 0 && happening.step === 0;
      if (requests.length === 0 && !recreates) continue;
      await write(store, happenings.slice(written, index));
      if (recreates) {
        clockMs = happening.atMs;
        await recreate(past, happening);
      }
      for (const request of requests) {
        clockMs = happening.atMs - request.earlierMs;
        await sendSample(request, happening, clockMs, { store: past, client, base });
      }
      written = index + 1;
    }
    await write(store, happenings.slice(written));
  } finally {
    await past.close();
  }
  return happenings.length;
}

function isAbout(request: SampleRequest, { stream, step }: SampleHappening): boolean {
  return request.stream === stream && request.step === step;
}

/** A backup cannot begin a stream anew that is deleted here. */
async function recreate(store: EventStore, { stream, id, event }: SampleHappening): Promise<void> {
  const { type, json, by } = event;
  const first = jsonEvent({ type, id, data: jsonText(json), metadata: metadataOf(stream, by) });
  await store.appendToStream(stream, first, { expectedVersion: 'no_stream' });
}

/** As a backup is read, which knows when each event was written. */
async function write(store: EventStore, happenings: readonly SampleHappening[]): Promise<void> {
  const header = `{"format":"offline-event-store","version":1,"events":${happenings.length}}`;
  const lines = [header, ...happenings.map(lineOf)].map((line) => `${line}\n`);
  const { problems } = await store.importEvents(new Blob(lines));
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`The sample does not fit: ${problem.reason}.`);
}

function lineOf({ stream, step, begin, id, event, atMs }: SampleHappening): string {
  const { type, json, by } = event;
  const fields = {
    eventId: id,
    eventType: type,
    metadata: metadataOf(stream, by),
    stream,
    eventNumber: begin + step,
    created: new Date(atMs).toISOString(),
  };
  // The data as they stand: parsed, the prices would lose their zeros.
  return `${JSON.stringify(fields).slice(0, -1)},"data":${json}}`;
}
