import { expect, test } from 'vitest';
import { finishFirst, whenNothingIsUnderWay } from './under-way.ts';

test('with nothing under way nobody waits', async () => {
  await expect(whenNothingIsUnderWay()).resolves.toBeUndefined();
});

test('what is under way is finished first, and so is what begins meanwhile, well or badly', async () => {
  const told: string[] = [];
  const after = async (work: Promise<void>, what: string): Promise<void> => {
    await work;
    told.push(what);
  };
  const first = finishFirst(after(Promise.resolve(), 'first'));
  const failing = finishFirst(first.then(() => Promise.reject(new Error('It failed.'))));
  void first.then(() => finishFirst(after(Promise.resolve(), 'meanwhile')));
  const free = after(whenNothingIsUnderWay(), 'free');
  await expect(failing).rejects.toThrow('It failed.');
  await free;
  expect(told).toEqual(['first', 'meanwhile', 'free']);
});
