import { afterEach, expect, test, vi } from 'vitest';
import { askProtection, askSpace } from './storage.ts';

afterEach(() => vi.unstubAllGlobals());

function browserWith(storage: Partial<StorageManager> | undefined): void {
  vi.stubGlobal('navigator', { storage });
}

test('the browser tells how much is used, and whether it is protected', async () => {
  browserWith({ estimate: async () => ({ usage: 10, quota: 100 }), persisted: async () => true });
  expect(await askSpace()).toEqual({ kind: 'known', usedBytes: 10, quotaBytes: 100, protected: true });
});

test('a browser without storage manager knows nothing', async () => {
  browserWith(undefined);
  expect(await askSpace()).toEqual({ kind: 'unknown' });
  expect(await askProtection()).toBe('unavailable');
});

test('the answer about protection is told as it is', async () => {
  browserWith({ persist: async () => true });
  expect(await askProtection()).toBe('protected');
  browserWith({ persist: async () => false });
  expect(await askProtection()).toBe('refused');
});

test('a browser that never answers is not waited for', async () => {
  browserWith({ persist: () => new Promise(() => {}) });
  expect(await askProtection(5)).toBe('no_answer');
});

test('a browser that refuses to say is one that does not know', async () => {
  browserWith({ estimate: async () => Promise.reject(new Error('no')), persisted: async () => false });
  expect(await askSpace()).toEqual({ kind: 'unknown' });
});
