import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expressionOf } from './expression.ts';

function matches(source: string, text: string): boolean {
  const answer = expressionOf(source);
  if (answer.kind === 'problem') throw new Error(answer.why);
  return answer.expression.test(text);
}

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'aab',
  'order-1042',
  'Größe',
  '$ce-order',
  'a\nb',
  '🚲',
  '\ud83d',
  'x 1_y.',
];

test.each([
  ...['', 'a', '^$', '^a', 'b$', 'a|b', 'a|', '(a|b)*b', '(?:ab)?', 'a{2}', 'a{1,2}b', 'a{2,}', '^(a*)*$'],
  ...[
    '^order-\\d+$',
    '^[a-z]+-[^a-z]+$',
    '[^]',
    '.',
    '^.$',
    '\\bce\\b',
    '\\B',
    '\\u{1f6b2}',
    '\\ud83d\\udeb2',
  ],
  ...[
    '\\p{L}{5}',
    '^\\P{L}',
    '\\x61',
    '\\$',
    '[\\]\\\\]',
    '(?<n>a)',
    '(a+?)b',
    '(?:){1000000}',
    '\\s',
    '^\\W',
  ],
])('%s matches what the engine says it matches', (source) => {
  for (const text of TEXTS)
    expect([text, matches(source, text)]).toEqual([text, new RegExp(source, 'u').test(text)]);
});

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '^',
  '$',
  '\\b',
  '\\B',
  '',
  '🚲',
  '\\ud83d\\udeb2',
);
const { source: anySource } = fc.letrec<{ source: string; term: string }>((tie) => ({
  source: fc
    .array(
      fc.array(tie('term'), { maxLength: 3 }).map((terms) => terms.join('')),
      { minLength: 1, maxLength: 3 },
    )
    .map((choices) => choices.join('|')),
  term: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc
      .tuple(tie('source'), fc.constantFrom('', '*', '+', '?', '*?', '{0}', '{2}', '{0,2}', '{1,}'))
      .map(([source, times]) => `(?:${source})${times}`),
  ),
}));

test('any expression matches what the engine says it matches', () => {
  fc.assert(
    fc.property(
      anySource,
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '🚲'), maxLength: 6 }),
      (source, text) => {
        expect(matches(source, text)).toBe(new RegExp(source, 'u').test(text));
      },
    ),
  );
});

test.each(['^(a+)+$', '(a|a)*b', '(a*)*(a*)*b', '^(?:.*.*)*!', '(x+x+)+y', '\\s+$'])(
  '%s, which an engine would try for ever, is walked once',
  (source) => {
    expect(matches(source, `${'a'.repeat(20_000)}x `)).toBe(source === '\\s+$');
  },
);

test.each([
  ['(', 'Invalid regular expression'],
  ['(a)\\1', 'A back reference, \\1, is not taken'],
  ['(?<n>a)\\k<n>', 'A back reference'],
  ['a(?=b)', 'A group that begins with (?= is not taken'],
  ['(?<!b)a', 'no lookaround'],
  ['(a{100}){100}', 'It has more than 1000 steps'],
  ['((a{1000}){1000}){1000}', 'more than 1000 steps'],
  ['a{99999999999999999999}', 'more than 1000 steps'],
  [`${'('.repeat(60)}a${')'.repeat(60)}`, 'nested deeper than 50 levels'],
])('%s is refused', (source, why) => {
  expect(expressionOf(source)).toEqual({ kind: 'problem', why: expect.stringContaining(why) });
});
