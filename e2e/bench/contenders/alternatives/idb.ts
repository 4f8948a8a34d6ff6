// idb, the textbook way: its README, "Article store" (a typed schema, indexes made in `upgrade`, one transaction with
// all requests and `tx.done` in one `Promise.all`) and "Transaction lifetime".
import { type DBSchema, type IDBPIndex, type IDBPObjectStore, openDB } from 'idb';
import { type BenchEvent, Conflict, type Contender, type Expected, type StoredEvent } from '../contender.ts';

interface Schema extends DBSchema {
  events: {
    key: number;
    value: BenchEvent & { readonly stream: string; readonly eventNumber: number; readonly position?: number };
    indexes: { number: [string, number]; id: [string, string] };
  };
}

type Events = IDBPObjectStore<Schema, ['events'], 'events', 'readwrite'>;
type Numbers<Mode extends IDBTransactionMode> = IDBPIndex<Schema, ['events'], 'events', 'number', Mode>;

export const contender: Contender = {
  async open(name, durability) {
    const db = await openDB<Schema>(name, 1, {
      upgrade(upgraded) {
        const events = upgraded.createObjectStore('events', { keyPath: 'position', autoIncrement: true });
        events.createIndex('number', ['stream', 'eventNumber'], { unique: true });
        events.createIndex('id', ['stream', 'id']);
      },
    });
    return {
      async append(stream, expected, events) {
        const tx = db.transaction('events', 'readwrite', { durability });
        tx.done.catch(() => {}); // An abort is thrown below.
        const current = await lastNumber(tx.store.index('number'), stream);
        const outcome = await decide(tx.store, stream, expected, events, current);
        if (outcome === 'conflict') {
          tx.abort();
          throw new Conflict(`${stream} is at ${current}, not at ${expected}.`);
        }
        const added =
          outcome === 'committed'
            ? events.map((event, index) =>
                tx.store.add({ ...event, stream, eventNumber: current + 1 + index }),
              )
            : [];
        await Promise.all([...added, tx.done]);
        return outcome;
      },
      readForwards: (stream, from, count) =>
        db.getAllFromIndex('events', 'number', IDBKeyRange.bound([stream, from], [stream, from + count - 1])),
      async readBackwards(stream, count) {
        const events: StoredEvent[] = [];
        const index = db.transaction('events').store.index('number');
        let cursor = await index.openCursor(within(stream), 'prev');
        while (cursor && events.length < count) {
          events.push(cursor.value);
          cursor = await cursor.continue();
        }
        return events;
      },
      async readAll(from, count) {
        const after = typeof from === 'number' ? from : 0;
        const events = await db.getAll('events', IDBKeyRange.lowerBound(after, true), count);
        return { events, next: events.at(-1)?.position ?? after };
      },
      close: async () => db.close(),
    };
  },
};

async function decide(
  store: Events,
  stream: string,
  expected: Expected,
  events: readonly BenchEvent[],
  current: number,
): Promise<'committed' | 'already_committed' | 'conflict'> {
  if (expected === current) return 'committed';
  if (expected === 'any') {
    const known = await Promise.all(events.map(({ id }) => store.index('id').getKey([stream, id])));
    const found = known.filter((key) => key !== undefined).length;
    return found === 0 ? 'committed' : found === events.length ? 'already_committed' : 'conflict';
  }
  if (expected > current) return 'conflict';
  const range = IDBKeyRange.bound([stream, expected + 1], [stream, expected + events.length]);
  const stored = await store.index('number').getAll(range);
  return events.every(({ id }, index) => stored[index]?.id === id) ? 'already_committed' : 'conflict';
}

async function lastNumber(numbers: Numbers<'readwrite'>, stream: string): Promise<number> {
  const cursor = await numbers.openKeyCursor(within(stream), 'prev');
  return cursor ? cursor.key[1] : -1;
}

function within(stream: string): IDBKeyRange {
  return IDBKeyRange.bound([stream], [stream, []]);
}
