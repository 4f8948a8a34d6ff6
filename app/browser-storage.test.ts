import { expect, test } from 'vitest';
import { keptIn } from './browser-storage.ts';

const denied = () => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

/** As a browser keeps it: values are properties. `refuses` is asked before each change. */
function storage(refuses: () => boolean = () => false): Storage {
  const check = () => {
    if (refuses()) throw new DOMException('No room.', 'QuotaExceededError');
  };
  const methods = {
    getItem: (key: string) => values[key] ?? null,
    setItem(key: string, value: string) {
      check();
      values[key] = value;
    },
    removeItem(key: string) {
      check();
      delete values[key];
    },
  };
  const values: Record<string, string> = Object.create(methods);
  return values as unknown as Storage;
}

test('values go where the browser keeps them', () => {
  const inBrowser = storage();
  const kept = keptIn(() => inBrowser);
  expect(kept.setItem('a', '1')).toBe(true);
  expect([inBrowser.getItem('a'), kept.getItem('a'), kept.getItem('b')]).toEqual(['1', '1', null]);
  expect(kept.keys()).toEqual(['a']);
  kept.removeItem('a');
  expect([inBrowser.getItem('a'), kept.getItem('a')]).toEqual([null, null]);
});

test.each([
  ['throws', denied],
  ['is null', () => null],
  ['is missing', () => undefined],
  [
    'refuses each call',
    () => ({ getItem: denied, setItem: denied, removeItem: denied }) as unknown as Storage,
  ],
])('where the storage %s, values are remembered as long as the page lives', (_how, refusing) => {
  const kept = keptIn(refusing);
  expect(kept.getItem('a')).toBeNull();
  expect(kept.setItem('a', '1')).toBe(false);
  expect(kept.getItem('a')).toBe('1');
  expect(kept.keys()).toContain('a');
  kept.removeItem('a');
  expect(kept.getItem('a')).toBeNull();
  expect(kept.keys()).not.toContain('a');
});

test('where there is no room for a new value, the old one is not seen in its place, and with room it is kept', () => {
  let isFull = false;
  const inBrowser = storage(() => isFull);
  const kept = keptIn(() => inBrowser);
  kept.setItem('a', 'old');
  isFull = true;
  expect(kept.setItem('a', 'new')).toBe(false);
  expect([kept.getItem('a'), kept.keys()]).toEqual(['new', ['a']]);
  kept.removeItem('a');
  expect([kept.getItem('a'), kept.keys()]).toEqual([null, []]);
  isFull = false;
  expect(kept.setItem('a', 'newer')).toBe(true);
  expect([kept.getItem('a'), inBrowser.getItem('a')]).toEqual(['newer', 'newer']);
});
