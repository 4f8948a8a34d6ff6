import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expressionOf } from '../../lib/core/expression.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { anyExpression, anyText } from './texts.ts';

/** Short enough that even an engine that tries one way after the other comes to an end. */
const shortText = fc.oneof(fc.string({ unit: fc.constantFrom(...'aab-1 '), maxLength: 8 }), anyText);

test(
  'an expression matches what the engine says it matches, or is refused with a reason',
  () =>
    tryProperty('expressions', 2_000, [anyExpression, shortText], (source, text) => {
      const answer = expressionOf(source);
      if (answer.kind === 'problem') expect(answer.why).not.toBe('');
      else expect(answer.expression.test(text), `/${source}/`).toBe(new RegExp(source, 'u').test(text));
    }),
  TIMEOUT_MS,
);
