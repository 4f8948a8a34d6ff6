import { expect, test } from 'vitest';
import { matchOf } from './match.ts';

/** The label with its marks in brackets. */
function marked(label: string, text: string): string | undefined {
  return matchOf(label, text)
    ?.pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');
}

test.each([
  ['order-1042', 'ORDER-1042', 0],
  ['order-1042', 'ord', 1],
  ['order-1042', '10', 2],
  ['Go to Settings', 'set', 2],
  ['reorder', 'order', 3],
  ['Network: loses the reply', 'reply network', 4],
])('%s is found under "%s" at rank %i', (label, text, rank) => {
  expect(matchOf(label, text)?.rank).toBe(rank);
});

test('what has not all the words is not found', () => {
  expect(matchOf('Network: loses the reply', 'lose request')).toBeNull();
  expect(matchOf('order-1042', 'x')).toBeNull();
});

test('the letters that were typed are marked, at the beginning of a word if they can be', () => {
  expect(marked('reorder-order', 'order')).toBe('reorder-[order]');
  expect(marked('reorder', ' ORD ')).toBe('re[ord]er');
  expect(marked('Network: loses the reply', 're net')).toBe('[Net]work: loses the [re]ply');
  expect(marked('order-1042', '')).toBe('order-1042');
});

test('a letter that is longer in lower case puts no mark in a wrong place', () => {
  expect(marked('İstanbul-1', 'bul')).toBe('İstanbul-1');
});

test('a label keeps all its characters', () => {
  expect(marked('😀-ok', 'ok')).toBe('😀-[ok]');
});
