import { expect, test } from 'vitest';
import type { History } from './history.ts';
import {
  chanceOf,
  FIRST_PAUSE_MS,
  firstInLine,
  goesBefore,
  LONGEST_PAUSE_MS,
  LONGEST_WAIT_MS,
  leftAtFirstSight,
  pauseMs,
  type Waiting,
  waitingFor,
} from './waiting.ts';

function waits(id: string, stream: string, over: Partial<Waiting> = {}, lab?: object): History {
  const waiting = waitingFor(id, { page: 'this', why: 'network_off', nowMs: 0 });
  return {
    request: { id, stream, lab },
    attempts: [],
    waiting: { ...waiting, ...over },
  } as unknown as History;
}

test('each pause is twice as long as the one before, up to the longest', () => {
  expect([0, 1, 2].map((tries) => pauseMs(tries, 0.5))).toEqual([8_000, 16_000, 32_000]);
  expect(pauseMs(40, 0.5)).toBe(LONGEST_PAUSE_MS);
});

test('chance makes a pause a fifth shorter or longer, and no more', () => {
  expect(pauseMs(0, 0)).toBe(FIRST_PAUSE_MS * 0.8);
  expect(pauseMs(0, 0.999_999)).toBeLessThanOrEqual(FIRST_PAUSE_MS * 1.2);
  const pauses = new Set(Array.from({ length: 50 }, (_, index) => pauseMs(0, chanceOf(`id-${index}`, 0))));
  expect(pauses.size).toBeGreaterThan(40);
  for (const pause of pauses) expect(Math.abs(pause - FIRST_PAUSE_MS)).toBeLessThanOrEqual(1_600);
});

test('the same request waits equally long whenever it is asked, so that a seed predicts it', () => {
  const wait = () => waitingFor('7f3a0000', { page: 'this', why: 'no_reply', nowMs: 1_000, tries: 2 });
  expect(wait()).toEqual(wait());
  expect(wait()).toMatchObject({ sinceMs: 1_000, tries: 2, stopped: false });
});

test('one request of each stream is first in line, in the order in which they were made', () => {
  const [a, b, c] = [waits('a', 'orders'), waits('b', 'orders'), waits('c', 'payments')];
  const all = [a, b, c] as History[];
  expect(firstInLine(all)).toEqual([a, c]);
  expect(goesBefore(b as History, all)).toBe(a);
  expect(goesBefore(c as History, all)).toBeUndefined();
});

test('a request that was stopped keeps its place, so that nothing overtakes it', () => {
  const [a, b] = [waits('a', 'orders', { stopped: true }), waits('b', 'orders')];
  expect(firstInLine([a, b] as History[])).toEqual([a]);
});

test('what the Lab made stands in no line', () => {
  const [a, b] = [waits('a', 'orders', {}, { writer: 'you', round: 1 }), waits('b', 'orders')];
  expect(firstInLine([a, b] as History[])).toEqual([b]);
});

test('what is left of a wait is never more than its pause, whatever the clock is set to', () => {
  const waiting = { ...waitingFor('7f3a', { page: 'this', why: 'no_reply', nowMs: 0 }), pauseMs: 8_000 };
  const left = (since: number, now: number, pauseMs = 8_000) =>
    leftAtFirstSight({ ...waiting, sinceMs: since, pauseMs }, now);
  expect(left(1_000, 1_000)).toBe(8_000);
  expect(left(1_000, 4_000)).toBe(5_000);
  expect(left(1_000, 9_000)).toBe(0);
  expect(left(3_600_000, 4_000)).toBe(8_000);
  expect(left(8.64e15, 0)).toBe(8_000);
  expect(left(0, 8.64e15)).toBe(0);
  for (const odd of [Number.MAX_VALUE, Number.POSITIVE_INFINITY, 2 ** 31])
    expect(left(0, 0, odd)).toBe(LONGEST_WAIT_MS);
  for (const odd of [-1, Number.NaN, Number.NEGATIVE_INFINITY]) expect(left(0, 0, odd)).toBe(0);
});
