import { expect, test, vi } from 'vitest';
import { alone, browserLocks, type Locks } from './alone.ts';

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

test('where locks are refused the work begins as without them', async () => {
  const refusal = new DOMException('not here', 'SecurityError');
  const refusals = [
    () => Promise.reject(refusal),
    () => {
      throw refusal;
    },
  ];
  for (const request of refusals) {
    const locks = { request } as unknown as Locks;
    let begun = 0;
    await alone(locks, 'n', [], async () => {
      begun += 1;
    });
    expect(begun).toBe(1);
  }
});

test('a browser that does not let a page look for its locks counts as one without', () => {
  const refusing = Object.defineProperty({}, 'locks', {
    get() {
      throw new DOMException('not here', 'SecurityError');
    },
  });
  for (const navigator of [refusing, { locks: null }, {}, undefined]) {
    vi.stubGlobal('navigator', navigator);
    expect(browserLocks()).toBeNull();
  }
  vi.unstubAllGlobals();
});
