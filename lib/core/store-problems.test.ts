import { expect, test } from 'vitest';
import { openFindings, type StoreProblem } from './store-problems.ts';

const missing = (stream: string, first: number, last: number): StoreProblem => ({
  kind: 'missing_events',
  stream,
  first,
  last,
});

test('problems that touch are one, also where others were found in between', () => {
  const findings = openFindings();
  findings.add(missing('a', 1, 2));
  findings.add(missing('b', 3, 4));
  findings.add({ kind: 'missing_positions', first: 3, last: 4 });
  findings.add(missing('a', 3, 5));
  findings.add(missing('a', 7, 7));
  expect(findings.problems).toEqual([
    missing('a', 1, 5),
    missing('b', 3, 4),
    { kind: 'missing_positions', first: 3, last: 4 },
    missing('a', 7, 7),
  ]);
});

test('more problems than are kept are counted', () => {
  const findings = openFindings(2);
  for (const first of [0, 2, 4, 6]) findings.add(missing('a', first, first));
  expect(findings.problems).toEqual([missing('a', 0, 0), missing('a', 2, 2)]);
  expect(findings.unlisted).toBe(2);
});
