import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkJson } from '../../app/features/compose/json-check.ts';
import { jsonLines, prettyJson, prettyXml, xmlLines } from '../../app/ui/highlight.ts';
import { type Line, plainLines } from '../../app/ui/pieces.ts';
import { shellLines } from '../../app/ui/shell-lines.ts';
import { isJson } from './corpus.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { anyJson, anyText, anyXml, validJson } from './texts.ts';

const textOf = (lines: readonly Line[]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

/** Outside of strings. */
const withoutSpace = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g, '$1');

test(
  'a text on a screen is coloured and indented without a change to any of its characters',
  () =>
    tryProperty('texts shown', 1_000, [fc.oneof(anyJson, anyXml, anyText)], (text) => {
      for (const lines of [jsonLines, xmlLines, shellLines, plainLines])
        expect(textOf(lines(text))).toBe(text);
      expect(prettyXml(text).replaceAll(/\n */g, '')).toBe(text.replaceAll(/\n */g, ''));
      const { problem } = checkJson(text);
      expect(problem === null).toBe(isJson(text));
      expect(problem?.says).not.toBe('');
    }),
  TIMEOUT_MS,
);

test(
  'JSON is indented as JSON.stringify does it, digits and escapes apart',
  () =>
    tryProperty('JSON texts indented', 500, [validJson], (json) => {
      expect(withoutSpace(prettyJson(json))).toBe(withoutSpace(json));
      const text = JSON.stringify(JSON.parse(json));
      expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  TIMEOUT_MS,
);
