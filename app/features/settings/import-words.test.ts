import { expect, test } from 'vitest';
import { NO_EFFECTS } from '../../../lib/core/import-effects.ts';
import type { ImportResult } from '../../../lib/index.ts';
import { checkedWords, importedWords } from './import-words.ts';

const RESULT: ImportResult = {
  ...{ newEvents: 118, alreadyThere: 2, problems: [], cancelled: false, effects: NO_EFFECTS },
};
const BROKEN: ImportResult = { ...RESULT, problems: [{ line: 121, reason: 'is not valid JSON' }] };

test('what is new and what is there already is told before anything is written', () => {
  expect(checkedWords(RESULT)).toBe('120 events: 118 new, 2 already there.');
  expect(checkedWords({ ...RESULT, newEvents: 0, alreadyThere: 118 })).toBe(
    '118 events: 0 new, 118 already there. Nothing to import.',
  );
});

test('a broken line is told by its number', () => {
  expect(checkedWords(BROKEN)).toBe('Line 121: is not valid JSON. 120 events: 118 new, 2 already there.');
});

test('what was written is told, also where it ended early', () => {
  expect(importedWords(RESULT)).toBe('Imported 118 events, 2 already there.');
  expect(importedWords({ ...RESULT, cancelled: true })).toBe(
    'Stopped. Imported 118 events, 2 already there. Import the file again to go on.',
  );
  expect(importedWords(BROKEN)).toBe(
    'Line 121: is not valid JSON. Imported 118 events, 2 already there. Nothing of the rest was written.',
  );
});
