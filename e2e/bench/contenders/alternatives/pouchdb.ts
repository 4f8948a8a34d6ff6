// PouchDB. From its guides: "Bulk operations"; "12 pro tips for better code with PouchDB" (use and abuse document ids,
// no secondary index where the `_id` will do); "Changes feed" for the order of commits. It has no transactions: what
// another tab wrote meanwhile is a document of the same id.
import PouchDB from 'pouchdb-browser';
import { type BenchEvent, Conflict, type Connection, type Contender } from '../contender.ts';
import { decide } from '../decision.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** An event, or a document that only says by its `_id` that the stream has an event of this id. */
type Document = EventDocument | { readonly isId: true };
type EventDocument = BenchEvent & { readonly stream: string; readonly eventNumber: number };

export const contender: Contender = {
  async open(name) {
    const db = new PouchDB<Document>(name);
    await db.info();

    async function between(
      from: string,
      to: string,
      limit: number,
      descending = false,
    ): Promise<EventDocument[]> {
      const { rows } = await db.allDocs({
        startkey: from,
        endkey: to,
        include_docs: true,
        limit,
        descending,
      });
      return rows.flatMap(({ doc }) => (doc && !('isId' in doc) ? [doc] : []));
    }

    const readForwards: Connection['readForwards'] = (stream, from, count) =>
      between(eventKey(stream, from), eventKey(stream, from + count - 1), count);
    const readBackwards: Connection['readBackwards'] = (stream, count) =>
      between(eventKey(stream, LAST_NUMBER), eventKey(stream, 0), count, true);

    const append: Connection['append'] = async (stream, expected, events) => {
      const [last] = await readBackwards(stream, 1);
      const current = last?.eventNumber ?? -1;
      const outcome = await decide(expected, current, events, {
        async known() {
          const { rows } = await db.allDocs({ keys: events.map(({ id }) => idKey(stream, id)) });
          return events.filter((_, index) => 'id' in (rows[index] ?? {}));
        },
        following: (from) => readForwards(stream, from, events.length),
      });
      if (outcome === 'committed') await write(stream, current + 1, events);
      return outcome;
    };

    async function write(stream: string, first: number, events: readonly BenchEvent[]): Promise<void> {
      const pairs = events.flatMap((event, index) => {
        const eventNumber = first + index;
        return [
          { ...event, _id: eventKey(stream, eventNumber), stream, eventNumber },
          { _id: idKey(stream, event.id), isId: true as const },
        ];
      });
      const results = await db.bulkDocs(pairs);
      // An id may be there already: under an exact version it is written again.
      if (results.some((result, index) => index % 2 === 0 && 'error' in result)) {
        throw new Conflict('Another tab wrote an event of this number.');
      }
    }

    return {
      append: oneAtATime(append),
      readForwards,
      readBackwards,
      async readAll(from, count) {
        const since = from === 'start' ? 0 : from;
        // Each event has two documents.
        const { results, last_seq } = await db.changes({ since, limit: 2 * count, include_docs: true });
        const events = results.flatMap(({ doc }) => (doc && !('isId' in doc) ? [doc] : []));
        return { events, next: last_seq };
      },
      onCommitElsewhere(listener) {
        void db.changes({ since: 'now', live: true }).on('change', () => listener());
      },
      close: () => db.close(),
    };
  },
};

const DIGITS = 10;
const LAST_NUMBER = 10 ** DIGITS - 1;

/** Sorts as the numbers do. */
function eventKey(stream: string, eventNumber: number): string {
  return `event/${stream}/${String(eventNumber).padStart(DIGITS, '0')}`;
}

function idKey(stream: string, id: string): string {
  return `id/${stream}/${id}`;
}
