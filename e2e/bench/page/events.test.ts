import { expect, test } from 'vitest';
import { eventMaker } from './events.ts';

test('an event is about 370 bytes of JSON', () => {
  const sizes = eventMaker(1)
    .make(1000)
    .map(({ data }) => new TextEncoder().encode(data).length);
  const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  expect(average).toBeGreaterThan(360);
  expect(average).toBeLessThan(380);
});

test('the same seed makes the same events, but for their ids', () => {
  const [one, same, other] = [eventMaker(7).make(3), eventMaker(7).make(3), eventMaker(8).make(3)];
  const data = (events: typeof one) => events.map((event) => event.data);
  expect(data(same)).toEqual(data(one));
  expect(data(other)).not.toEqual(data(one));
  expect(new Set([...one, ...same].map(({ id }) => id)).size).toBe(6);
});
