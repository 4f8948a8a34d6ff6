// Times what takes less than a tick of the clock, by doing it often.

export interface Stopwatch {
  /**
   * Repeats `work` until it has taken long enough to be told from the ticks of the clock (5 µs in an isolated page).
   * Only `work` is timed, never `prepare`. The value is µs for each of the `units` that one repetition does.
   */
  repeat<Input>(
    prepare: () => Input | Promise<Input>,
    work: (input: Input) => Promise<unknown>,
    units?: number,
  ): Promise<{ readonly value: number }>;
  /** As `repeat`, where a repetition itself says how many µs of it count. */
  add(turn: () => Promise<number>): Promise<{ readonly value: number }>;
}

const US_PER_MS = 1000;

/** @param enoughMs how long the work of a sample takes in all, at least */
export function stopwatch(enoughMs: number): Stopwatch {
  async function add(turn: () => Promise<number>, units = 1): Promise<{ readonly value: number }> {
    let spentUs = 0;
    let turns = 0;
    const started = performance.now();
    // Work that takes no time must end as well.
    while (spentUs < enoughMs * US_PER_MS && performance.now() - started < 10 * enoughMs) {
      spentUs += await turn();
      turns++;
    }
    return { value: spentUs / (turns * units) };
  }
  return {
    add: (turn) => add(turn),
    repeat: (prepare, work, units) =>
      add(async () => {
        const input = await prepare();
        return timed(() => work(input));
      }, units),
  };
}

/** How long it takes, in µs. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return US_PER_MS * (performance.now() - started);
}
