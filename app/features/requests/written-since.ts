// The events between what a request expected and where its stream is: which of them others wrote.
import type { EventNumber } from '../../../lib/index.ts';
import { eventRange } from '../../client/words.ts';
import { grouped } from '../../ui/words.ts';

export interface WrittenSince {
  readonly from: EventNumber;
  readonly to: EventNumber;
  /** The numbers of one's own events among them. */
  readonly own: ReadonlySet<EventNumber>;
}

/** Some of the numbers from `from` to `to`. */
export interface Numbers {
  readonly count: number;
  /** All of them where they are few, else the first and the last. */
  readonly shown: readonly EventNumber[];
  /** Others lie between those that are shown. */
  readonly isCut: boolean;
}

const MOST_SHOWN = 6;

export function ownOf({ own }: WrittenSince): Numbers {
  return numbersOf([...own].toSorted((a, b) => a - b));
}

/** However far the stream went on, the time that this takes follows from the number of one's own events. */
export function othersOf({ from, to, own }: WrittenSince): Numbers {
  const count = Math.max(to - from + 1, 0) - own.size;
  if (count <= 0) return numbersOf([]);
  let first = from;
  while (own.has(first)) first += 1;
  let last = to;
  while (own.has(last)) last -= 1;
  if (count > MOST_SHOWN) return { count, shown: [first, last], isCut: true };
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return numbersOf(all.filter((number) => !own.has(number)));
}

function numbersOf(all: readonly EventNumber[]): Numbers {
  const [first] = all;
  const last = all.at(-1);
  if (all.length <= MOST_SHOWN || first === undefined || last === undefined)
    return { count: all.length, shown: all, isCut: false };
  return { count: all.length, shown: [first, last], isCut: true };
}

/** `event 2`, `events 2 to 4`, `3 of the events 2 to 6`; null where there is none. */
export function numbersWords({ count, shown }: Numbers): string | null {
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return null;
  const range = eventRange(first, last);
  return last - first + 1 === count ? range : `${grouped(count)} of the ${range}`;
}
