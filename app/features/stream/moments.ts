// When the events of a stream were written, found by looking at few of them: they are written in the order of time.
import type { EventStore, StreamName } from '../../../lib/index.ts';
import { ALL } from './all.ts';

export interface Moment {
  /** Event number, or position in `$all`. */
  readonly number: number;
  /** In ms since 1970-01-01 UTC. */
  readonly ms: number;
}

export interface Moments {
  /** The first event at or after a number that can be read, or null. @throws StreamNotFoundError, StreamDeletedError */
  at(number: number): Promise<Moment | null>;
  /**
   * The first event of a range of numbers, `last` included, that was written at or after `ms`; null when all were
   * written before. Where a clock was set back, one of the events at which it passed `ms`.
   */
  since(ms: number, first: number, last: number): Promise<Moment | null>;
  /** False once an event was looked at that was written before an earlier one, as after an import. */
  areInOrder(): boolean;
}

/** Remembers what it looked at: what is written does not change. */
export function momentsOf(store: EventStore, stream: StreamName): Moments {
  const look = stream === ALL ? lookAtAll(store) : lookAtStream(store, stream);
  const seen: { readonly from: number; readonly moment: Moment }[] = [];

  async function at(number: number): Promise<Moment | null> {
    const known = seen.find(({ from, moment }) => from <= number && number <= moment.number);
    if (known !== undefined) return known.moment;
    const moment = await firstReadable(look, number);
    if (moment !== null) seen.push({ from: number, moment });
    return moment;
  }

  async function since(ms: number, first: number, last: number): Promise<Moment | null> {
    let low = first;
    let high = last + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const moment = await at(middle);
      if (moment === null || moment.ms >= ms) high = middle;
      else low = moment.number + 1;
    }
    return low > last ? null : at(low);
  }

  function areInOrder(): boolean {
    const inOrder = seen.map(({ moment }) => moment).toSorted((a, b) => a.number - b.number);
    return inOrder.every(({ ms }, place) => place === 0 || (inOrder[place - 1] as Moment).ms <= ms);
  }

  return { at, since, areInOrder };
}

/** The first event of a page, and where the next page begins; null = nowhere. */
type Look = (
  from: number,
  maxCount: number,
) => Promise<{ readonly moment: Moment | undefined; readonly next: number | null }>;

const LONGEST_LOOK = 512;

/** Numbers without a readable event are passed over in pages that grow. */
async function firstReadable(look: Look, number: number): Promise<Moment | null> {
  let from: number | null = number;
  for (let count = 1; from !== null; count = Math.min(count * 8, LONGEST_LOOK)) {
    const { moment, next } = await look(from, count);
    if (moment !== undefined) return moment;
    from = next;
  }
  return null;
}

function lookAtStream(store: EventStore, stream: StreamName): Look {
  return async (from, maxCount) => {
    const page = await store.readStreamPage(stream, { direction: 'forwards', from, maxCount });
    const event = page.events[0]?.event;
    return {
      moment: event && { number: event.eventNumber, ms: event.createdMs },
      next: page.endOfStream ? null : page.next,
    };
  };
}

function lookAtAll(store: EventStore): Look {
  return async (from, maxCount) => {
    const page = await store.readAllPage({ direction: 'forwards', from, maxCount });
    const event = page.events[0]?.event;
    return {
      moment: event && { number: event.position, ms: event.createdMs },
      next: page.endOfLog ? null : page.next,
    };
  };
}
