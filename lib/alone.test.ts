import { expect, test } from 'vitest';
import { alone, type Locks } from './alone.ts';

/** Grants nothing until `grant` is called. */
function heldLocks() {
  let grant: () => void = () => {};
  const locks = {
    request<T>(_name: string, { signal }: LockOptions, work: (lock: Lock | null) => Promise<T>) {
      return new Promise<T>((resolve, reject) => {
        const refuse = () => reject(new DOMException('The request was aborted.', 'AbortError'));
        if (signal?.aborted) return refuse();
        signal?.addEventListener('abort', refuse);
        grant = () => resolve(work(null));
      });
    },
  } as Locks;
  return { locks, grant: () => grant() };
}

test('work begins when the lock is granted, and its failure is passed on', async () => {
  const { locks, grant } = heldLocks();
  const failure = new Error('of the work');
  let begun = false;
  const running = alone(locks, 'n', [], async () => {
    begun = true;
    throw failure;
  });
  await Promise.resolve();
  expect(begun).toBe(false);
  grant();
  await expect(running).rejects.toBe(failure);
});

test('a signal ends the wait in line: the work is asked, and finds that it has ended', async () => {
  for (const abortedBefore of [true, false]) {
    const ending = new AbortController();
    if (abortedBefore) ending.abort();
    const asked: boolean[] = [];
    const running = alone(heldLocks().locks, 'n', [new AbortController().signal, ending.signal], async () => {
      asked.push(ending.signal.aborted);
    });
    ending.abort();
    await running;
    expect(asked).toEqual([true]);
  }
});

test('without locks the work begins at once', async () => {
  let begun = 0;
  await alone(null, 'n', [], async () => {
    begun += 1;
  });
  expect(begun).toBe(1);
});

test('a lock that is refused for another reason is an error', async () => {
  const refusal = new DOMException('not here', 'SecurityError');
  const locks = { request: () => Promise.reject(refusal) } as unknown as Locks;
  await expect(alone(locks, 'n', [], async () => {})).rejects.toBe(refusal);
});
