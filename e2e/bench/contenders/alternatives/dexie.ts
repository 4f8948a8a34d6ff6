// Dexie. From its documentation: "Typescript" (a class for the database), "Compound Index", "Dexie.transaction()" (reads
// and writes in one zone), "Table.bulkAdd()", and "liveQuery()" for what other tabs write.
import { Dexie, type EntityTable, liveQuery } from 'dexie';
import type { BenchEvent, Contender, Durability } from '../contender.ts';
import { decide } from '../decision.ts';

interface Row extends BenchEvent {
  readonly position: number;
  readonly stream: string;
  readonly eventNumber: number;
}

class EventDatabase extends Dexie {
  readonly events!: EntityTable<Row, 'position'>;

  constructor(name: string, durability: Durability) {
    super(name, { chromeTransactionDurability: durability });
    this.version(1).stores({ events: '++position, &[stream+eventNumber], [stream+id]' });
  }

  of(stream: string) {
    const key = this.events.where('[stream+eventNumber]');
    return key.between([stream, Dexie.minKey], [stream, Dexie.maxKey]);
  }

  numbered(stream: string, from: number, count: number) {
    return this.events.where('[stream+eventNumber]').between([stream, from], [stream, from + count]);
  }
}

export const contender: Contender = {
  async open(name, durability) {
    const db = new EventDatabase(name, durability);
    await db.open();
    return {
      append: (stream, expected, events) =>
        db.transaction('rw', db.events, async () => {
          const current = (await db.of(stream).last())?.eventNumber ?? -1;
          const outcome = await decide(expected, current, events, {
            known: () =>
              db.events
                .where('[stream+id]')
                .anyOf(events.map(({ id }) => [stream, id]))
                .toArray(),
            following: (from) => db.numbered(stream, from, events.length).toArray(),
          });
          if (outcome === 'committed') {
            await db.events.bulkAdd(
              events.map((event, index) => ({ ...event, stream, eventNumber: current + 1 + index })),
            );
          }
          return outcome;
        }),
      readForwards: (stream, from, count) => db.numbered(stream, from, count).toArray(),
      readBackwards: (stream, count) => db.of(stream).reverse().limit(count).toArray(),
      async readAll(from, count) {
        const after = typeof from === 'number' ? from : 0;
        const events = await db.events.where('position').above(after).limit(count).toArray();
        return { events, next: events.at(-1)?.position ?? after };
      },
      onCommitElsewhere(listener) {
        let isFirst = true;
        liveQuery(() => db.events.orderBy('position').lastKey()).subscribe(() => {
          if (!isFirst) listener();
          isFirst = false;
        });
      },
      close: async () => db.close(),
    };
  },
};
