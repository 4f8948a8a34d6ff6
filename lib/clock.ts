// The clock of a store: what it says is checked each time, since it is stored, and compared with what was stored.
import { NOTHING_WRITTEN, refused } from './check.ts';
import { messageOf } from './core/shown.ts';
import { isTime } from './core/times.ts';
import { InvalidArgumentError } from './errors.ts';

/** Gives whole ms. @throws InvalidArgumentError where the clock gives no time, or throws */
export function checkedClock(now: () => number): () => number {
  return () => {
    const ms = askedOf(now);
    if (isTime(ms)) return Math.trunc(ms) + 0; // Not -0.
    throw refused('now', GIVES, ms, NOTHING_WRITTEN);
  };
}

const GIVES = 'a clock that gives ms since 1970-01-01 UTC, of the years 0000 to 9999';

function askedOf(now: () => number): unknown {
  try {
    return now();
  } catch (error) {
    const why = `must be ${GIVES}; it failed: ${messageOf(error)}${NOTHING_WRITTEN}`;
    throw new InvalidArgumentError('now', why, error);
  }
}
