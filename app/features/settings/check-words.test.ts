import { expect, test } from 'vitest';
import type { StoreCheck, StoreProblem } from '../../../lib/index.ts';
import { checkWords, storeProblemWords } from './check-words.ts';

const whole: StoreCheck = {
  problems: [],
  unlisted: 0,
  done: 404,
  total: 404,
  events: 404,
  cancelled: false,
};
const hole: StoreProblem = { kind: 'missing_events', stream: 's', first: 1, last: 199 };

test('a check says in one sentence what it found, and when it was stopped', () => {
  expect(checkWords(whole)).toBe('No holes: all 404 events are where they belong.');
  expect(checkWords({ ...whole, cancelled: true })).toBe('Stopped. No holes among the first 404 events.');
  expect(checkWords({ ...whole, problems: [hole] })).toBe('Found 1 problem among 404 events.');
  expect(checkWords({ ...whole, problems: [hole], unlisted: 2, cancelled: true })).toBe(
    'Stopped. Found 3 problems among 404 events.',
  );
});

test.each([
  [hole, 'Stream s misses events 1 to 199.'],
  [{ ...hole, last: 1 }, 'Stream s misses event 1.'],
  [{ kind: 'missing_links', stream: '$ce-s', first: 0, last: 9 }, 'System stream $ce-s misses links 0 to 9.'],
  [{ kind: 'missing_positions', first: 7, last: 7 }, 'The log misses position 7.'],
  [{ ...hole, kind: 'unlinked_events' }, 'Stream s: no system stream leads to events 1 to 199.'],
  [
    { ...hole, kind: 'unknown_ids', last: 1 },
    'Stream s: a retry of event 1 with expected version any would be written again.',
  ],
  [{ ...hole, kind: 'repeated_events' }, 'Stream s has more than one event at numbers 1 to 199.'],
  [
    { kind: 'repeated_positions', first: 7, last: 12_345 },
    'The log has more than one event at positions 7 to 12\u202f345.',
  ],
] satisfies [StoreProblem, string][])('%o is named in words', (problem, words) => {
  expect(storeProblemWords(problem)).toBe(words);
});
