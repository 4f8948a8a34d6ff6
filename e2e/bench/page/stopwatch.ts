// Times what takes less than a tick of the clock, by doing it often.

export interface Stopwatch {
  /**
   * Repeats `work` until it has taken long enough to be told from the ticks of the clock (5 µs in an isolated page).
   * Only `work` is timed, never `prepare`. Resolves to µs for each of the `units` that one repetition does.
   */
  repeat<Input>(
    prepare: () => Input | Promise<Input>,
    work: (input: Input) => Promise<unknown>,
    units?: number,
  ): Promise<number>;
  /** Times `work` once, in µs. */
  once(work: () => Promise<unknown>): Promise<number>;
}

const US_PER_MS = 1000;

/** @param enoughMs how long `work` has to take in all */
export function stopwatch(enoughMs: number): Stopwatch {
  async function onceMs(work: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await work();
    return performance.now() - started;
  }

  return {
    once: async (work) => US_PER_MS * (await onceMs(work)),
    async repeat(prepare, work, units = 1) {
      let spentMs = 0;
      let repetitions = 0;
      while (spentMs < enoughMs) {
        const input = await prepare();
        spentMs += await onceMs(() => work(input));
        repetitions++;
      }
      return (US_PER_MS * spentMs) / (repetitions * units);
    },
  };
}
