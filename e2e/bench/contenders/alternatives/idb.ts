// idb, the textbook way. From its README: "TypeScript" (a typed schema, indexes made in `upgrade`), "Transaction
// lifetime" (only requests are awaited) and "Article store" (writes and `tx.done` in one `Promise.all`).
import { type DBSchema, openDB } from 'idb';
import type { BenchEvent, Contender, StoredEvent } from '../contender.ts';
import { decide } from '../decision.ts';

interface Schema extends DBSchema {
  events: {
    key: number;
    value: BenchEvent & { readonly stream: string; readonly eventNumber: number; readonly position?: number };
    indexes: { number: [string, number]; id: [string, string] };
  };
}

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
        const [numbers, ids] = [tx.store.index('number'), tx.store.index('id')];
        try {
          const last = await numbers.openKeyCursor(within(stream), 'prev');
          const current = last ? last.key[1] : -1;
          const outcome = await decide(expected, current, events, {
            async known() {
              const keys = await Promise.all(events.map(({ id }) => ids.getKey([stream, id])));
              return events.filter((_, index) => keys[index] !== undefined);
            },
            following: (from) => numbers.getAll(numbered(stream, from, events.length)),
          });
          const added = outcome === 'committed' ? events : [];
          const adds = added.map((event, index) =>
            tx.store.add({ ...event, stream, eventNumber: current + 1 + index }),
          );
          await Promise.all([...adds, tx.done]);
          return outcome;
        } catch (error) {
          tx.done.catch(() => {}); // It says that it was aborted, which is known here.
          tx.abort();
          throw error;
        }
      },
      readForwards: (stream, from, count) =>
        db.getAllFromIndex('events', 'number', numbered(stream, from, count)),
      async readBackwards(stream, count) {
        const events: StoredEvent[] = [];
        let cursor = await db.transaction('events').store.index('number').openCursor(within(stream), 'prev');
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

function within(stream: string): IDBKeyRange {
  return IDBKeyRange.bound([stream], [stream, []]);
}

function numbered(stream: string, from: number, count: number): IDBKeyRange {
  return IDBKeyRange.bound([stream, from], [stream, from + count - 1]);
}
