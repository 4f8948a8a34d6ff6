import { expect, test, vi } from 'vitest';
import { askForPersistence, readStorageHealth, type StorageSource } from './storage-health.ts';

const never = () => new Promise<never>(() => {});
const timeoutMs = 5;

const healthy: StorageSource = {
  estimate: async () => ({ usage: 1000, quota: 5000 }),
  persisted: async () => true,
  persist: async () => true,
};

test('usage, quota and protection are told as the browser tells them', async () => {
  expect(await readStorageHealth({ storage: healthy })).toEqual({
    usageBytes: 1000,
    quotaBytes: 5000,
    persistence: 'protected',
  });
  const unprotected = { ...healthy, persisted: async () => false };
  expect(await readStorageHealth({ storage: unprotected })).toMatchObject({ persistence: 'not_protected' });
});

test('what the browser does not say is not made up', async () => {
  const unknown = { usageBytes: undefined, quotaBytes: undefined, persistence: 'unknown' };
  const silent: StorageSource[] = [
    {},
    { estimate: never, persisted: never },
    {
      estimate: () => Promise.reject(new TypeError('opaque')),
      persisted: () => Promise.reject(new TypeError()),
    },
    {
      estimate: () => {
        throw new TypeError('not here');
      },
    },
    { estimate: async () => ({}) },
    { estimate: async () => ({ usage: Number.NaN, quota: -1 }) },
    { estimate: async () => undefined as never, persisted: async () => undefined as never },
  ];
  for (const storage of silent) expect(await readStorageHealth({ storage, timeoutMs })).toEqual(unknown);
});

test('one part that never answers does not hide the other', async () => {
  expect(await readStorageHealth({ storage: { ...healthy, estimate: never }, timeoutMs })).toEqual({
    usageBytes: undefined,
    quotaBytes: undefined,
    persistence: 'protected',
  });
});

test('without navigator.storage, where that is refused, or without a navigator, nothing is known and nothing can be asked', async () => {
  const refusing = Object.defineProperty({}, 'storage', {
    get() {
      throw new DOMException('not here', 'SecurityError');
    },
  });
  for (const navigator of [{}, { storage: null }, refusing, undefined]) {
    vi.stubGlobal('navigator', navigator);
    expect(await readStorageHealth()).toEqual({
      usageBytes: undefined,
      quotaBytes: undefined,
      persistence: 'unknown',
    });
    expect(await askForPersistence()).toBe('unavailable');
  }
  vi.stubGlobal('navigator', { storage: healthy });
  expect(await readStorageHealth()).toMatchObject({ usageBytes: 1000 });
  expect(await askForPersistence()).toBe('granted');
  vi.unstubAllGlobals();
});

test('each answer to the question for persistence has its own name', async () => {
  const answerTo = (persist: StorageSource['persist']) =>
    askForPersistence({ storage: persist ? { persist } : {}, timeoutMs });
  expect(await answerTo(async () => true)).toBe('granted');
  expect(await answerTo(async () => false)).toBe('refused');
  expect(await answerTo(never)).toBe('no_answer');
  expect(await answerTo(() => Promise.reject(new TypeError('no')))).toBe('unavailable');
  expect(await answerTo(undefined)).toBe('unavailable');
});

test('nobody waits longer than two seconds unless told to', async () => {
  vi.useFakeTimers();
  const storage = { estimate: never, persisted: never, persist: never };
  const both = Promise.all([readStorageHealth({ storage }), askForPersistence({ storage })]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await both).toMatchObject([{ persistence: 'unknown' }, 'no_answer']);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('whoever waits without end waits for the answer: no timer gets more than it can count', async () => {
  const real = globalThis.setTimeout;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const storage = {
    persist: () => new Promise<boolean>((resolve) => void real(() => resolve(true), 20)),
  };
  for (const patient of [Number.POSITIVE_INFINITY, Number.MAX_VALUE, 2 ** 31])
    expect(await askForPersistence({ storage, timeoutMs: patient })).toBe('granted');
  for (const impatient of [-1, Number.NaN])
    expect(await askForPersistence({ storage, timeoutMs: impatient })).toBe('no_answer');
  for (const [, ms] of timers.mock.calls) expect(ms).toSatisfy((each: number) => each >= 0 && each < 2 ** 31);
  timers.mockRestore();
});
