// Pages of a stream: which event numbers a page looks at, and where the next page begins (semantics 2e).
import type { EventNumber } from './events.ts';
import type { StreamVersion } from './expected-version.ts';

/** Event numbers, both ends included. */
export interface Window {
  readonly low: EventNumber;
  readonly high: EventNumber;
}

/** Where reading goes on: `next` is -1 when nothing older can be read. */
export interface PageEnd {
  readonly next: StreamVersion;
  readonly endOfStream: boolean;
}

/** `window` is absent when the page is empty whatever is stored. */
export interface PagePlan extends PageEnd {
  readonly window?: Window;
}

/** The window is cut to what is readable but never moved: a page wholly below `min` is empty and leads to `min`. */
export function planForwards(
  from: EventNumber,
  maxCount: number,
  min: EventNumber,
  last: StreamVersion,
): PagePlan {
  const end = from + maxCount - 1;
  if (end < min) return { next: min, endOfStream: false };
  const low = Math.max(from, min);
  if (low > last) return { next: last + 1, endOfStream: true };
  const high = Math.min(end, last);
  return { window: { low, high }, next: high + 1, endOfStream: end >= last };
}

/** Numbers past the last event are simply absent from the page. */
export function planBackwards(
  from: StreamVersion,
  maxCount: number,
  min: EventNumber,
  last: StreamVersion,
): PagePlan {
  if (from < min) return { next: -1, endOfStream: true };
  const start = from - maxCount + 1;
  if (start > last) return { next: last, endOfStream: last < 0 };
  const low = Math.max(start, min);
  const endOfStream = start <= min;
  return {
    window: { low, high: Math.min(from, last) },
    next: endOfStream ? -1 : start - 1,
    endOfStream,
  };
}

/** What was found past the window of a page, in its direction: the next event that can be read, or how far was looked. */
export interface LookAhead {
  readonly found: EventNumber | undefined;
  /** The last event number that was looked at. */
  readonly looked: EventNumber;
}

/** A forward page without an event that can be read leads to the next one that can. */
export function skippedForwards({ found, looked }: LookAhead, last: StreamVersion): PageEnd {
  const next = found ?? looked + 1;
  return { next, endOfStream: next > last };
}

/** So does a backward page of which the oldest event cannot be read: with nothing behind it, it is the last. */
export function skippedBackwards({ found, looked }: LookAhead, min: EventNumber): PageEnd {
  const next = found ?? looked - 1;
  return next < min ? { next: -1, endOfStream: true } : { next, endOfStream: false };
}
