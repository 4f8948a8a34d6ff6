// This store, by its public names.
import { createHandler } from '../../../lib/http/handler.ts';
import { type EventStore, openEventStore, WrongExpectedVersionError } from '../../../lib/index.ts';
import { Conflict, type Connection, type Contender, type Expected, type StoredEvent } from './contender.ts';

export const contender: Contender = {
  async open(name, durability) {
    return connectionTo(await openEventStore({ name, durability }));
  },
};

function connectionTo(store: EventStore): Connection {
  return {
    async append(stream, expected, events) {
      try {
        return (await store.appendToStream(stream, events, { expectedVersion: versionOf(expected) })).outcome;
      } catch (error) {
        throw error instanceof WrongExpectedVersionError ? new Conflict(error.message) : error;
      }
    },
    async readForwards(stream, from, maxCount) {
      return eventsIn(await store.readStreamPage(stream, { direction: 'forwards', from, maxCount }));
    },
    async readBackwards(stream, maxCount) {
      return eventsIn(await store.readStreamPage(stream, { direction: 'backwards', from: 'end', maxCount }));
    },
    async readAll(from, maxCount) {
      const place = typeof from === 'number' ? from : 'start';
      const page = await store.readAllPage({ direction: 'forwards', from: place, maxCount });
      return { events: eventsIn(page), next: page.next };
    },
    onCommitElsewhere: (listener) => {
      store.onCommit(({ elsewhere }) => elsewhere && listener());
    },
    listStreams: async () => (await store.listStreams()).length,
    answer: createHandler(store),
    close: () => store.close(),
  };
}

function versionOf(expected: Expected): number | 'any' | 'no_stream' {
  return expected === -1 ? 'no_stream' : expected;
}

type Page = Awaited<ReturnType<EventStore['readStreamPage']>>;

function eventsIn(page: Pick<Page, 'events'>): StoredEvent[] {
  return page.events.flatMap(({ event }) => {
    if (!event) return [];
    const { id, eventNumber, type, rawData } = event;
    return [{ id, eventNumber, type, data: rawData as string }];
  });
}
