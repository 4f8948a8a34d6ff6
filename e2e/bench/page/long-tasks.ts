// The tasks of more than 50 ms that a page has while something is done, as the browser reports them.

export interface LongTasks {
  readonly longTasks: number;
  readonly longestMs: number;
  /** Of all long tasks together. */
  readonly blockedMs: number;
}

/** @throws where the browser does not report them */
export async function watchLongTasks(work: () => Promise<unknown>): Promise<LongTasks> {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    throw new Error('This browser does not report long tasks.');
  }
  const durations: number[] = [];
  const note = (entries: PerformanceEntryList) => durations.push(...entries.map(({ duration }) => duration));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  await work();
  // A task is reported after its end, and that of `work` has just ended.
  await new Promise((resolve) => setTimeout(resolve, 200));
  note(observer.takeRecords());
  observer.disconnect();
  return {
    longTasks: durations.length,
    longestMs: Math.max(0, ...durations),
    blockedMs: durations.reduce((sum, duration) => sum + duration, 0),
  };
}
