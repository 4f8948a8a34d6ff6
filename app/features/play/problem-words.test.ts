import { expect, test } from 'vitest';
import { problemWords } from './problem-words.ts';
import type { Problem } from './sandbox/protocol.ts';

const problem = (over: Partial<Problem>): Problem => ({
  kind: 'thrown',
  at: 57,
  line: null,
  says: '',
  ...over,
});

test.each<[Partial<Problem>, string, RegExp]>([
  [
    { kind: 'text', at: null, line: 3, says: 'SyntaxError: x' },
    'The fold could not be read',
    /^Line 3: SyntaxError/,
  ],
  [{ kind: 'thrown', line: 6, says: 'TypeError: y' }, 'The fold threw at event 57', /^Line 6: TypeError: y$/],
  [{ kind: 'thrown', says: 'no' }, 'The fold threw at event 57', /^no$/],
  [{ kind: 'time' }, 'The fold was stopped at event 57', /after 1 s/],
  [{ kind: 'time', at: null }, 'The fold was stopped before the first event', /after 1 s/],
  [{ kind: 'memory' }, 'The fold was stopped at event 57', /more than 64 MB/],
  [{ kind: 'depth' }, 'The fold was stopped at event 57', /too deeply/],
  [
    { kind: 'not_json', says: 'state.a is a Map.' },
    'The state after event 57 cannot be kept',
    /^state\.a is a Map\. /,
  ],
  [{ kind: 'not_json', at: null }, 'The initial state cannot be kept', /JSON/],
  [{ kind: 'silent' }, 'The sandbox did not come back and was ended', /at event 57, or soon after it/],
  [
    { kind: 'unloadable', at: null, says: 'z.' },
    'The sandbox could not be loaded',
    /^Nothing ran\. z\. Try again/,
  ],
  [
    { kind: 'broken', says: 'Out of bounds memory access' },
    'The browser failed at event 57',
    /^This is no fault of the fold, .* \(Out of bounds memory access\)$/,
  ],
])('%j is told as "%s"', (over, title, says) => {
  expect(problemWords(problem(over), 'event')).toEqual({ title, says: expect.stringMatching(says) });
});

test('in $all the numbers are positions', () => {
  expect(problemWords(problem({}), 'position').title).toBe('The fold threw at position 57');
});
