import { expect, test } from 'vitest';
import { eventLetter, splitWords } from './letters.ts';

test('events go by letters, past Z too', () => {
  expect([0, 2, 25, 26, 27].map(eventLetter)).toEqual(['A', 'C', 'Z', 'AA', 'AB']);
});

test('a split request is told in a sentence', () => {
  expect(splitWords([true, true, false])).toBe(
    'A and B came with an earlier request, so the store does not guess what C on its own should mean.',
  );
  expect(splitWords([true, false, false])).toBe(
    'A came with an earlier request, so the store does not guess what B and C on their own should mean.',
  );
});
