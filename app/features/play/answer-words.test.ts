import { expect, test } from 'vitest';
import { answerWords, changeWords } from './answer-words.ts';

test.each([
  [{ changed: 0, added: 0, removed: 0 }, 'nothing changed'],
  [{ changed: 2, added: 1, removed: 0 }, '2 changed, 1 new'],
  [{ changed: 0, added: 0, removed: 3 }, '3 gone'],
])('%j is "%s"', (changes, words) => {
  expect(changeWords(changes)).toBe(words);
});

test('an answer is said in a sentence', () => {
  const state = { at: 4, json: '1', seen: { lines: [], changes: { changed: 1, added: 0, removed: 0 } } };
  expect(answerWords({ kind: 'state', state }, 'event')).toBe('State as of event 4: 1 changed.');
  const large = { at: 4, json: 'x'.repeat(2_000_000), seen: null };
  expect(answerWords({ kind: 'state', state: large }, 'position')).toBe(
    'State as of position 4: 2 MB of JSON.',
  );
  expect(answerWords({ kind: 'stopped', at: 7 }, 'event')).toBe('Stopped at event 7.');
  const problem = { kind: 'time', at: 3, line: null, says: '' } as const;
  expect(answerWords({ kind: 'problem', problem, before: null }, 'event')).toMatch(
    /^The fold was stopped at event 3\. It was not done after 1 s\./,
  );
});
