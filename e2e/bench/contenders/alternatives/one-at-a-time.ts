// For databases without transactions: the appends of one tab wait for each other, since each reads before it writes.

export function oneAtATime<Arguments extends readonly unknown[], Result>(
  work: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const mine = last.then(() => work(...args));
    last = mine.catch(() => {}); // Told to the one who asked.
    return mine;
  };
}
