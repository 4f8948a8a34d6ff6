// Reads again what others change: once for all that came meanwhile, and not without a rest.

interface Parts {
  /** Never rejects. */
  readonly read: () => Promise<void>;
  /** A clock for durations, in ms. */
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * After a read it rests so many times as long as that took. Without a rest a tab that was only open made the queue of
 * another one four times as slow: each of its writes waited behind a read of all requests.
 */
const REST_PER_READ = 9;

/** Returns what is called with each change. The first is read at once. */
export function restful({ read, clock, wait }: Parts): () => void {
  let isAwake = false;
  let isChanged = false;

  async function readAndRest(): Promise<void> {
    while (isChanged) {
      isChanged = false;
      const begunMs = clock();
      await read();
      await wait(REST_PER_READ * (clock() - begunMs));
    }
    isAwake = false;
  }

  return () => {
    isChanged = true;
    if (isAwake) return;
    isAwake = true;
    void readAndRest();
  };
}
