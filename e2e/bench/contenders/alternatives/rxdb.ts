// RxDB on its free storage. From its documentation: "RxStorage Dexie.js", "RxSchema" (composite primary key, indexes),
// "RxCollection" (`bulkInsert()`), "RxQuery". It has no transactions: what another tab wrote meanwhile is a document of
// the same key. Its cursors only go upwards, so what is read from the end is counted down as well.
import {
  createRxDatabase,
  type MangoQuery,
  type RxCollection,
  type RxJsonSchema,
  uncacheRxQuery,
} from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type BenchEvent, Conflict, type Connection, type Contender } from '../contender.ts';
import { decide } from '../decision.ts';
import { oneAtATime } from './one-at-a-time.ts';

interface EventDocument extends Omit<BenchEvent, 'metadata'> {
  /** Made of the two after it. */
  readonly key: string;
  readonly stream: string;
  readonly eventNumber: number;
  readonly eventCountdown: number;
  readonly position: number;
  readonly positionCountdown: number;
}

const LARGEST = 1e10;
const NUMBER = { type: 'integer', minimum: 0, maximum: LARGEST, multipleOf: 1 } as const;

const SCHEMA: RxJsonSchema<EventDocument> = {
  version: 0,
  primaryKey: { key: 'key', fields: ['stream', 'eventNumber'], separator: '|' },
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 100 },
    stream: { type: 'string', maxLength: 80 },
    eventNumber: NUMBER,
    eventCountdown: NUMBER,
    position: NUMBER,
    positionCountdown: NUMBER,
    id: { type: 'string', maxLength: 36 },
    type: { type: 'string' },
    data: { type: 'string' },
  },
  required: [
    'key',
    'stream',
    'eventNumber',
    'eventCountdown',
    'position',
    'positionCountdown',
    'id',
    'type',
    'data',
  ],
  indexes: [
    ['stream', 'eventNumber'],
    ['stream', 'eventCountdown'],
    ['stream', 'id'],
    'position',
    'positionCountdown',
  ],
};

export const contender: Contender = {
  async open(name) {
    const db = await createRxDatabase({
      name: name.replaceAll(' ', '-'),
      storage: getRxStorageDexie(),
    });
    const { events: collection } = await db.addCollections<{ events: RxCollection<EventDocument> }>({
      events: { schema: SCHEMA },
    });

    async function find(query: MangoQuery<EventDocument>): Promise<readonly EventDocument[]> {
      const asked = collection.find(query);
      const documents = await asked.exec();
      // "Query Cache": the same query again would be answered from memory, and reading is what is compared.
      uncacheRxQuery(collection._queryCache, asked);
      return documents.map((document) => document.toJSON() as EventDocument);
    }
    const readForwards = (stream: string, from: number, count: number) =>
      find({
        selector: { stream, eventNumber: { $gte: from, $lt: from + count } },
        sort: [{ stream: 'asc' }, { eventNumber: 'asc' }],
      });
    const readBackwards = (stream: string, limit: number) =>
      find({ selector: { stream }, sort: [{ stream: 'asc' }, { eventCountdown: 'asc' }], limit });

    const append: Connection['append'] = async (stream, expected, events) => {
      const [[last], [newest]] = await Promise.all([
        readBackwards(stream, 1),
        find({ selector: {}, sort: [{ positionCountdown: 'asc' }], limit: 1 }),
      ]);
      const current = last?.eventNumber ?? -1;
      const outcome = await decide(expected, current, events, {
        known: () => find({ selector: { stream, id: { $in: events.map(({ id }) => id) } } }),
        following: (from) => readForwards(stream, from, events.length),
      });
      if (outcome === 'committed') await write(stream, current + 1, (newest?.position ?? -1) + 1, events);
      return outcome;
    };

    async function write(
      stream: string,
      first: number,
      firstPosition: number,
      events: readonly BenchEvent[],
    ): Promise<void> {
      const documents = events.map(({ id, type, data }, index) => {
        const [eventNumber, position] = [first + index, firstPosition + index];
        return {
          stream,
          eventNumber,
          eventCountdown: LARGEST - eventNumber,
          position,
          positionCountdown: LARGEST - position,
          id,
          type,
          data,
        };
      });
      const { error } = await collection.bulkInsert(documents);
      if (error.length > 0) throw new Conflict('Another tab wrote an event of this number.');
    }

    return {
      append: oneAtATime(append),
      readForwards,
      readBackwards,
      async readAll(from, count) {
        const after = typeof from === 'number' ? from : -1;
        const selector = { position: { $gt: after } };
        const events = await find({ selector, sort: [{ position: 'asc' }], limit: count });
        return { events, next: events.at(-1)?.position ?? after };
      },
      onCommitElsewhere(listener) {
        collection.insert$.subscribe(({ isLocal }) => !isLocal && listener());
      },
      close: async () => void (await db.close()),
    };
  },
};
