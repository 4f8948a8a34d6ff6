// The requests of the sample: a conflict that was solved, and a retry after a lost reply. The store answered each of them.
import type { EventStore, StreamName } from '../../../lib/index.ts';
import type { Attempt } from '../../client/attempt.ts';
import type { Client } from '../../client/client.ts';
import type { NetworkFault } from '../../client/network.ts';
import { makeRequest } from '../../client/request.ts';
import { openRequestsDatabase } from '../../client/requests-database.ts';
import { NO_REPLY_AFTER_MS, send } from '../../client/send.ts';
import { guidFrom } from '../../guid.ts';
import { handlerOf } from '../../handler.ts';
import type { SampleHappening } from './sample-data.ts';
import type { SampleStream } from './sample-streams.ts';

/** How an event of the sample came into its stream. */
export interface SampleRequest {
  readonly name: string;
  readonly stream: SampleStream['stream'];
  /** Of the stream's story: the event that it brought, or tried to. */
  readonly step: number;
  /** As if the numbers of the stream began with 0. */
  readonly expectedVersion: number;
  /** How long before the event was written it was sent, in ms. */
  readonly earlierMs: number;
  readonly attempts: readonly NetworkFault[];
  /** The name of the request that it was made from. */
  readonly basedOn?: string;
}

export const SAMPLE_REQUESTS: readonly SampleRequest[] = [
  {
    name: 'address',
    stream: 'order-1042',
    step: 105,
    expectedVersion: 103,
    earlierMs: 70_000,
    attempts: ['normal'],
  },
  {
    name: 'address rebased',
    stream: 'order-1042',
    step: 105,
    expectedVersion: 104,
    earlierMs: 0,
    attempts: ['normal'],
    basedOn: 'address',
  },
  {
    name: 'capture',
    stream: 'payments',
    step: 219,
    expectedVersion: 218,
    earlierMs: 0,
    attempts: ['lose_reply', 'normal'],
  },
];

/** Between a lost reply and the retry. */
const RETRIED_AFTER_MS = 8_000;

/** What the requests are sent with. */
export interface SampleWay {
  /** The store, at the time that the sample has come to. */
  readonly store: EventStore;
  readonly client: Pick<Client, 'histories' | 'restore'>;
  /** Where the store answers. */
  readonly base: string;
}

/** Sends the request as it was sent at this time, and puts it on the list of requests, unless it is there. */
export async function sendSample(
  { name, stream, expectedVersion, attempts: faults, basedOn }: SampleRequest,
  { begin, id: eventId, event: { json, type, by } }: SampleHappening,
  nowMs: number,
  { store, client, base }: SampleWay,
): Promise<void> {
  const id = idOf(name, begin);
  const event = { id: eventId, type, data: json, metadata: JSON.stringify(metadataOf(stream, by)) };
  const database = await openRequestsDatabase(store.name);
  const order = await database.nextOrder();
  database.close();
  const request = await makeRequest(
    { stream, expectedVersion: begin + expectedVersion, events: [event] },
    { id, createdMs: nowMs, order, basedOn: basedOn === undefined ? undefined : idOf(basedOn, begin) },
  );
  const wires = {
    handle: handlerOf(store, new URL(base).pathname),
    base,
    // The second that a client waits for a lost reply is one of the sample's time; nothing else takes long.
    wait: (ms: number) => (ms === NO_REPLY_AFTER_MS ? Promise.resolve() : new Promise<void>(() => {})),
    clock: () => performance.now(),
  };
  const attempts: Attempt[] = [];
  for (const [index, fault] of faults.entries()) {
    const sent = send(request, request.path, fault, wires);
    const [answered, seen] = await Promise.all([sent.client, sent.store]);
    attempts.push({
      requestId: id,
      number: index + 1,
      page: 'sample',
      path: request.path,
      startedMs: nowMs + index * RETRIED_AFTER_MS,
      durationMs: answered.kind === 'answered' && seen.kind === 'answered' ? seen.tookMs : NO_REPLY_AFTER_MS,
      fault,
      ...(fault === 'normal' ? {} : { once: true }),
      client: answered,
      store: seen,
    });
  }
  if (!client.histories().some((history) => history.request.id === id))
    await client.restore({ request, attempts });
}

function idOf(name: string, begin: number): string {
  return guidFrom(`sample request ${name} ${begin}`).slice(0, 8);
}

/** Of each event of the sample. */
export function metadataOf(stream: StreamName, user: string) {
  return { $correlationId: stream, user };
}
