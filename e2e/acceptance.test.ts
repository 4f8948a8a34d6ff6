import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The points of ACCEPTANCE.md: number, promise, and the tests that keep it. */
const points = readFileSync('e2e/ACCEPTANCE.md', 'utf8')
  .split('\n')
  .map((line) => /^\| (\d+) \|.*\| (.+) \|$/.exec(line))
  .flatMap((match) => (match === null ? [] : [{ number: Number(match[1]), tests: match[2] ?? '' }]));

test('every point is there once, in order', () => {
  expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 46 }, (_, index) => index + 1));
});

test.each(points)('the tests of point $number are where it says', ({ tests }) => {
  let files: readonly string[] = [];
  for (const part of tests.split('; ')) {
    const [, names = '', title] = /^((?:`[^`]+`(?:, )?)*)(?: – )?(.*)$/.exec(part) ?? [];
    if (names !== '') files = [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => `e2e/${name}.spec.ts`);
    for (const file of files) {
      expect(existsSync(file), file).toBe(true);
      if (title && title !== 'the same')
        expect(readFileSync(file, 'utf8'), file).toContain(title.replace(/ ?…$/, ''));
    }
  }
});
