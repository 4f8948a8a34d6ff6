import { expect, test } from 'vitest';
import { isEventId } from '../lib/index.ts';
import { nextOf } from './seed.ts';

function counter() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('a seed gives the same ids in every new browser', () => {
  const [one, other] = [counter(), counter()];
  const ids = (of: ReturnType<typeof counter>) => Array.from({ length: 5 }, () => nextOf('t 42', of));
  expect(ids(one)).toEqual(ids(other));
  expect(nextOf('t 43', counter())).not.toBe(nextOf('t 42', counter()));
});

test('a seed never gives an id twice, and each is an event id of version 4', () => {
  const kept = counter();
  const ids = Array.from({ length: 1_000 }, () => nextOf('t 42', kept));
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) {
    expect(isEventId(id)).toBe(true);
    expect(id).toMatch(/^.{8}-.{4}-4.{3}-[89ab].{3}-.{12}$/);
  }
});
