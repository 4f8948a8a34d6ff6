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

/** A backward page that met an event hidden by its age has nothing readable behind it. */
export function endedByAge(plan: PagePlan, readable: number): PageEnd {
  const looked = plan.window ? plan.window.high - plan.window.low + 1 : 0;
  return readable < looked ? { next: -1, endOfStream: true } : plan;
}

/** A forward page of which every event is too old leads to the first one that is not, or to the end. */
export function skippedByAge(firstYoung: EventNumber | undefined, last: StreamVersion): PageEnd {
  return firstYoung === undefined
    ? { next: last + 1, endOfStream: true }
    : { next: firstYoung, endOfStream: false };
}
