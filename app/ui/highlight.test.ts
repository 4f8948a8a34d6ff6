import { expect, test } from 'vitest';
import { jsonLines, prettyJson, prettyXml, whyPlain, xmlLines } from './highlight.ts';
import { isOneBlock, type Line, plainLines } from './pieces.ts';
import { shellLines } from './shell-lines.ts';

const textOf = (lines: readonly Line[]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
const marksOf = (lines: readonly Line[]) =>
  lines.flat().flatMap(({ mark, text }) => (mark === '' ? [] : [`${mark} ${text}`]));

const HOSTILE = [
  '{"a":1,"b":[true,null,"x\\"y"]}',
  '  {"n": 9007199254740993, "m": 1.50e+10}\n',
  '{"open": "no end',
  '{"a":}',
  '\u2028 // not json \ud800',
  '<a href="x>y" b=\'1\'><!-- c --><![CDATA[ <x> ]]></a>',
  '<<>><',
  '"',
  '',
  'curl -i -d \'{"a": "b"}\' "http://127.0.0.1" \\\n  -H "X: \\"y\\""',
];

test.each(HOSTILE)('marking changes no character: %j', (text) => {
  for (const lines of [jsonLines, xmlLines, shellLines, plainLines]) expect(textOf(lines(text))).toBe(text);
});

test('JSON keys, strings, numbers and literals are told apart', () => {
  expect(marksOf(jsonLines('{"a" : "b", "c": [1, true]}'))).toEqual([
    'p {',
    'k "a"',
    'p :',
    's "b"',
    'p ,',
    'k "c"',
    'p :',
    'p [',
    'n 1',
    'p ,',
    'l true',
    'p ]',
    'p }',
  ]);
});

test('JSON gets line breaks for reading, and keeps its digits and its duplicate keys', () => {
  expect(prettyJson('{"n":9007199254740993,"p":12.00,"n":1E2}')).toBe(
    '{\n  "n": 9007199254740993,\n  "p": 12.00,\n  "n": 1E2\n}',
  );
});

test('XML tags, attributes and values are told apart', () => {
  expect(marksOf(xmlLines('<a:b c="d">text</a:b>'))).toEqual([
    'p <',
    'k a:b',
    'l c',
    'p =',
    's "d"',
    'p >',
    'p </',
    'k a:b',
    'p >',
  ]);
});

test('XML gets line breaks between tags, not inside of texts', () => {
  expect(prettyXml('<?xml version="1.0"?><a><b>x y</b><c /><d><e>1</e></d></a>')).toBe(
    '<?xml version="1.0"?>\n<a>\n  <b>x y</b>\n  <c />\n  <d>\n    <e>1</e>\n  </d>\n</a>',
  );
  const cdata = '<a><![CDATA[<x></x>]]></a>';
  expect(prettyXml(cdata)).toBe(cdata);
});

test('indents never make kilobytes into megabytes: a text that is nested very deep stays as it is', () => {
  const json = `${'[1,'.repeat(2_000)}1${']'.repeat(2_000)}`;
  expect(prettyJson(json)).toBe(json);
  const xml = `${'<a>'.repeat(5_000)}1${'</a>'.repeat(5_000)}`;
  expect(prettyXml(xml)).toBe(xml);
});

test.each([
  ['deep JSON', `${'[1,'.repeat(200)}1${']'.repeat(200)}`, /nested deeper than 100 levels/],
  ['deep objects with brackets in strings', `${'{"]":'.repeat(101)}1${'}'.repeat(101)}`, /deeper than 100/],
  [
    'long JSON',
    `"${'x'.repeat(2_000_000)}"`,
    /2\u202f000\u202f002 characters.*without line breaks and colours/,
  ],
  ['JSON of many parts', `[${'1,'.repeat(45_000)}1]`, /too many parts to be coloured/],
  ['small JSON', '{"a":[1]}', null],
  ['empty JSON', '[]', null],
  ['brackets in a string', JSON.stringify('['.repeat(200)), null],
  ['JSON of 100 levels', `${'['.repeat(100)}${']'.repeat(100)}`, null],
])('%s is formatted, or says why not', (_what, text, why) => {
  const pretty = prettyJson(text);
  const says = whyPlain(text, pretty, jsonLines(pretty));
  if (why === null) expect(says).toBeNull();
  else expect(says).toMatch(why);
});

test('deep XML says why it is not formatted', () => {
  const deep = `${'<a>'.repeat(300)}1${'</a>'.repeat(300)}`;
  expect(whyPlain(deep, prettyXml(deep), xmlLines(deep))).toMatch(/deeper than 100/);
  const flat = `<a>${'<b/>'.repeat(300)}</a>`;
  expect(whyPlain(flat, prettyXml(flat), xmlLines(flat))).toBeNull();
});

test('a very long text is shown plain', () => {
  const text = `[${'1,'.repeat(60_000)}1]`;
  expect(prettyJson(text)).toBe(text);
  expect(marksOf(jsonLines(text))).toEqual([]);
});

test('a text of very many pieces or lines is shown plain', () => {
  const pretty = prettyJson(`[${'1,'.repeat(45_000)}1]`);
  expect(pretty.split('\n')).toHaveLength(45_003);
  expect(jsonLines(pretty)).toEqual([[{ mark: '', text: pretty }]]);
  expect(isOneBlock(jsonLines(pretty))).toBe(true);
  expect(isOneBlock(jsonLines('{}'))).toBe(false);
  expect(xmlLines(`<a>${'<b/>'.repeat(9_000)}</a>`)).toHaveLength(1);
});
