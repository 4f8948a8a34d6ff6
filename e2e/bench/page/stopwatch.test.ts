import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopwatch } from './stopwatch.ts';

let clockMs = 0;
const take = (ms: number): void => {
  clockMs += ms;
};

beforeEach(() => {
  clockMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clockMs);
});
afterEach(() => vi.restoreAllMocks());

test('only the work is timed, and divided by what one repetition does', async () => {
  const { value } = await stopwatch(20).repeat(
    () => take(5),
    async () => take(2),
    4,
  );
  expect(value).toBe(500);
});

test('it is repeated until it has taken long enough, each time with what was prepared for it', async () => {
  let prepared = 0;
  const got: number[] = [];
  await stopwatch(3).repeat(
    () => ++prepared,
    async (input) => {
      got.push(input);
      take(1);
    },
  );
  expect(got).toEqual([1, 2, 3]);
});

test('a repetition may say itself what of it counts', async () => {
  const { value } = await stopwatch(1).add(async () => {
    take(1);
    return 250;
  });
  expect(value).toBe(250);
});

test('work that takes no time comes to an end', async () => {
  const { value } = await stopwatch(5).add(async () => {
    take(1);
    return 0;
  });
  expect(value).toBe(0);
});
