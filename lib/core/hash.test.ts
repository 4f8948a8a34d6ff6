import { expect, test } from 'vitest';
import { hash53 } from './hash.ts';

test('a hash is a whole number that a key can be, and the same for the same text', () => {
  for (const text of ['', 'a', 'order-1042', '🚲']) {
    expect(Number.isSafeInteger(hash53(text))).toBe(true);
    expect(hash53(text)).toBe(hash53(text));
  }
});

test('ids that count up, or differ in one digit, have hashes of their own that use all bits', () => {
  const hashes = new Set<number>();
  let bits = 0;
  for (let n = 0; n < 200_000; n++) {
    const hash = hash53(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}order-1042`);
    hashes.add(hash);
    bits |= Math.floor(hash / 2 ** 32);
  }
  expect(hashes.size).toBe(200_000);
  expect(bits).toBe(0x1fffff);
});
