// How long each request still waits, told by a clock of this page that nobody can set.
import type { History } from './history.ts';
import { isSameWait, leftAtFirstSight, type Waiting } from './waiting.ts';

export interface Clocks {
  /** For durations, in ms. */
  readonly clock: () => number;
  /** In ms since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** The clock that can be set is asked once a wait: when this page sees it for the first time. */
export class TimeLeft {
  readonly #clocks: Clocks;
  #ends = new Map<string, { readonly waiting: Waiting; readonly endMs: number }>();

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** Begins to measure the waits that are new, and forgets those that are over. */
  follow(histories: readonly History[]): void {
    const ends = new Map(this.#ends);
    this.#ends = new Map();
    for (const { waiting } of histories) {
      if (waiting === undefined) continue;
      const known = ends.get(waiting.requestId);
      const isKnown = known !== undefined && isSameWait(known.waiting, waiting);
      this.#ends.set(waiting.requestId, isKnown ? known : { waiting, endMs: this.#endOf(waiting) });
    }
  }

  /** In ms; 0 when it is due now, less when it has been for a while. */
  leftMs(waiting: Waiting): number {
    const known = this.#ends.get(waiting.requestId);
    const endMs = known && isSameWait(known.waiting, waiting) ? known.endMs : this.#endOf(waiting);
    return endMs - this.#clocks.clock();
  }

  #endOf(waiting: Waiting): number {
    return this.#clocks.clock() + leftAtFirstSight(waiting, this.#clocks.now());
  }
}
