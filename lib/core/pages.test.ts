import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planBackwards, planForwards } from './pages.ts';

const stream = fc
  .record({ last: fc.integer({ min: -1, max: 60 }), min: fc.integer({ min: 0, max: 70 }) })
  .map(({ last, min }) => ({ last, min: last < 0 ? 0 : min }));
const count = fc.integer({ min: 1, max: 25 });

test('walking forwards page by page meets every readable event once, in its order', () => {
  fc.assert(
    fc.property(stream, count, ({ last, min }, maxCount) => {
      const met: number[] = [];
      let from = 0;
      for (let page = 0; page <= 200; page++) {
        const plan = planForwards(from, maxCount, min, last);
        for (let n = plan.window?.low ?? 0; plan.window && n <= plan.window.high; n++) met.push(n);
        if (plan.endOfStream) break;
        expect(plan.next).toBeGreaterThan(from);
        from = plan.next;
      }
      expect(met).toEqual(range(min, last));
    }),
  );
});

test('walking backwards page by page meets every readable event once, newest first, also from past the end', () => {
  fc.assert(
    fc.property(stream, count, fc.integer({ min: 0, max: 100 }), ({ last, min }, maxCount, start) => {
      const met: number[] = [];
      let from = start;
      for (let page = 0; page <= 200 && from >= 0; page++) {
        const plan = planBackwards(from, maxCount, min, last);
        for (let n = plan.window?.high ?? 0; plan.window && n >= plan.window.low; n--) met.push(n);
        expect(plan.endOfStream).toBe(plan.next === -1);
        from = plan.next;
      }
      expect(met).toEqual(range(min, Math.min(start, last)).reverse());
    }),
  );
});

function range(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}
