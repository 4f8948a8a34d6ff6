// What the steps of a run work with: the client of the page, its store, and the ids of the run.
import { type EventData, type EventStore, jsonEvent, jsonText, type StreamName } from '../../../lib/index.ts';
import type { Client } from '../../client/client.ts';
import type { NetworkFault } from '../../client/network.ts';
import type { PostEvent } from '../../client/post.ts';
import { newUuid } from '../../seed.ts';
import type { Bench, Rival } from './scenario.ts';

/** What the page gives to a run. */
export interface Tools {
  readonly client: Client;
  readonly store: EventStore;
  readonly rival: Rival;
}

/** The requests of a run by their names, in the order in which they were made. */
export type RunRequests = Map<string, string>;

export interface BenchParts extends Tools {
  readonly stream: StreamName;
  readonly fault: NetworkFault;
  readonly ids: Map<string, string>;
  readonly requests: RunRequests;
  /** Called when a step sends this request, which had so many attempts before. */
  readonly onAttempt: (requestId: string, before: number) => void;
}

export function createBench(parts: BenchParts): Bench {
  const { client, store, stream, fault, ids, requests, onAttempt, rival } = parts;
  const requestOf = (name: string): string => {
    const id = requests.get(name);
    if (id === undefined) throw new Error(`No request was made yet that could be sent again: ${name}.`);
    return id;
  };
  return {
    stream,
    rival,
    id(letter) {
      const id = ids.get(letter) ?? newUuid();
      ids.set(letter, id);
      return id;
    },
    async send(name, { expectedVersion, events, basedOn }) {
      const staged = { lab: { writer: 'you', round: 1 }, fault };
      const origin = basedOn === undefined ? undefined : requestOf(basedOn);
      const { request, settled } = await client.post({ stream, expectedVersion, events }, origin, staged);
      requests.set(name, request.id);
      onAttempt(request.id, 0);
      await settled;
    },
    async retry(name) {
      const id = requestOf(name);
      const before = client.histories().find(({ request }) => request.id === id)?.attempts.length ?? 0;
      onAttempt(id, before);
      await client.retry(id, fault);
    },
    async somebodyWrites(events) {
      await store.appendToStream(stream, events.map(toEventData));
    },
    async version() {
      return (await store.describeStream(stream)).version;
    },
  };
}

function toEventData({ id, type, data }: PostEvent): EventData {
  return jsonEvent({ type, data: jsonText(data), ...(id === null ? {} : { id }) });
}
