// An iterator that can be left while it waits: a generator alone would only end after its pending `next()`.

/** `left` is aborted when the loop is left; what `begin` waits for must end then. */
export function endable<T>(
  begin: (left: AbortSignal) => AsyncGenerator<T, undefined>,
): AsyncIterableIterator<T> {
  const leaving = new AbortController();
  const generator = begin(leaving.signal);
  return {
    next: () => generator.next(),
    return() {
      leaving.abort();
      return generator.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
