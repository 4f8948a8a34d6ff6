import { expect, test } from 'vitest';
import { restful } from './restful.ts';

/** Each read takes 10 ms, and is ended by the test, as each rest is. */
function reader() {
  let nowMs = 0;
  let reads = 0;
  const rests: number[] = [];
  let end = () => {};
  const changed = restful({
    read() {
      reads += 1;
      return new Promise((resolve) => {
        end = () => {
          nowMs += 10;
          resolve();
        };
      });
    },
    clock: () => nowMs,
    wait(ms) {
      rests.push(ms);
      return new Promise((resolve) => {
        end = resolve;
      });
    },
  });
  return {
    changed,
    rests,
    reads: () => reads,
    async next() {
      end();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('a change is read at once, and all that come meanwhile once after a rest', async () => {
  const { changed, reads, rests, next } = reader();
  changed();
  expect(reads()).toBe(1);
  changed();
  changed();
  await next();
  expect([reads(), rests]).toEqual([1, [90]]);
  changed();
  await next();
  expect(reads()).toBe(2);
  await next();
  await next();
  expect(reads(), 'nothing came during the last rest').toBe(2);
  changed();
  expect(reads()).toBe(3);
});
