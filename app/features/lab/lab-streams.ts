// The streams that runs of the Lab began: each run has one of its own, and leaves it behind.
import type { EventStore, StreamName } from '../../../lib/index.ts';
import type { Client } from '../../client/client.ts';
import { resetRuns } from './run.ts';
import { SCENARIOS } from './scenarios/index.ts';

/** As a run names its stream: `lab-lost-reply-7f3a`. */
const NAME = new RegExp(`^lab-(?:${SCENARIOS.map(({ id }) => id).join('|')})-[0-9a-f]{4}$`);

export async function labStreams(store: EventStore): Promise<readonly StreamName[]> {
  const streams = await store.listStreams({ prefix: 'lab-' });
  return streams.map(({ stream }) => stream).filter((stream) => NAME.test(stream));
}

/** Deletes the streams and the requests that were made to them, and begins all runs anew. */
export async function deleteLabStreams(
  streams: readonly StreamName[],
  { store, client }: { readonly store: EventStore; readonly client: Client },
): Promise<void> {
  const all = new Set(streams);
  resetRuns();
  for (const { request } of client.histories())
    if (request.lab !== undefined && all.has(request.stream)) await client.discard(request.id);
  for (const stream of streams) await store.deleteStream(stream);
}
