// Regular expressions of strangers. Engines try one way after the other, and some expressions have more ways than
// anyone can wait for. Here all ways are walked at once: no text takes longer than its length times the steps.
import { readExpression } from './expression-parser.ts';
import { countSteps, type Step, stepsOf } from './expression-steps.ts';

export interface Expression {
  /** True when it matches the text somewhere. */
  readonly test: (text: string) => boolean;
  /** Most steps that a test of the text can take. */
  readonly stepsFor: (text: string) => number;
}

export type ExpressionAnswer =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'problem'; readonly why: string };

/** Most steps of one expression, its counted repetitions written out. */
const MAX_STEPS = 1_000;

/**
 * The expression that `new RegExp(source, 'u')` would be. Back references and lookaround cannot be walked all at once and
 * are refused, as is what would have more than 1,000 steps.
 */
export function expressionOf(source: string): ExpressionAnswer {
  const reading = readExpression(source);
  if (reading.kind === 'problem') return reading;
  const count = countSteps(reading.part);
  if (count > MAX_STEPS) {
    return { kind: 'problem', why: `It has more than ${MAX_STEPS} steps, counting each repetition` };
  }
  const steps = stepsOf(reading.part);
  const stepsFor = (text: string) => (text.length + 1) * (count + 1);
  return { kind: 'expression', expression: { test: (text) => matches(steps, text), stepsFor } };
}

function matches(steps: readonly Step[], text: string): boolean {
  /** By place: the gap between two characters at which it was last entered, since entering it again finds nothing new. */
  const enteredAt = new Int32Array(steps.length + 1).fill(-1);
  const characters = text[Symbol.iterator]();
  let waiting: number[] = [];
  let before = '';
  for (let gap = 0; ; gap++) {
    const { done = false, value: after = '' } = characters.next();
    // A match may begin anywhere.
    const places = [0, ...waiting];
    waiting = [];
    for (let place = places.pop(); place !== undefined; place = places.pop()) {
      if (enteredAt[place] === gap) continue;
      enteredAt[place] = gap;
      const step = steps[place];
      if (!step) return true;
      if (step.kind === 'fork') places.push(...step.to);
      else if (step.kind === 'assertion' && step.holds(before, after)) places.push(place + 1);
      else if (step.kind === 'character' && step.fits(after)) waiting.push(place + 1);
    }
    if (done) return false;
    before = after;
  }
}
