import { expect, test } from 'vitest';
import { linkCounts } from '../../../lib/core/system-streams.ts';
import { linkedIn, targetOf } from './system-streams.ts';

test('an event is said to be linked where the store links it', () => {
  for (const stream of ['order-1', 'plain', '-x', 'a-b-c', '$system', '$$order-1']) {
    for (const eventNumber of [0, 1, Number.MAX_SAFE_INTEGER]) {
      for (const type of ['OrderPaid', '$>', '$metadata']) {
        const kept = new Set(linkCounts([{ stream, first: eventNumber, types: [type] }]).keys());
        expect(new Set(linkedIn({ stream, eventNumber, type })), `${eventNumber}@${stream}`).toEqual(kept);
      }
    }
  }
});

test('a link leads to what its data says, whether it was sent as JSON or as bytes', () => {
  const target = { stream: 'a@b', eventNumber: 12 };
  expect(targetOf({ type: '$>', rawData: '"12@a@b"' })).toEqual(target);
  expect(targetOf({ type: '$>', rawData: new TextEncoder().encode('12@a@b') })).toEqual(target);
  expect(targetOf({ type: '$>', rawData: '{}' })).toBeUndefined();
  expect(targetOf({ type: 'Other', rawData: '"12@a@b"' })).toBeUndefined();
});
