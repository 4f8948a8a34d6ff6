// An expression as a list of steps, each of which says where a match may go on.
import type { ExpressionPart } from './expression-parser.ts';

export type Step =
  | { readonly kind: 'character'; readonly fits: (character: string) => boolean }
  /** Between two characters, which are empty at the ends of the text. */
  | { readonly kind: 'assertion'; readonly holds: (before: string, after: string) => boolean }
  /** Goes on at all of these places; the other steps go on at the next one. */
  | { readonly kind: 'fork'; to: readonly number[] };

/** How many steps the part has when its counted repetitions are written out. */
export function countSteps(part: ExpressionPart): number {
  switch (part.kind) {
    case 'character':
    case 'assertion':
      return 1;
    case 'sequence':
      return part.parts.reduce((sum, each) => sum + countSteps(each), 0);
    case 'choice':
      return part.parts.reduce((sum, each) => sum + countSteps(each) + 1, 1);
    case 'repeat': {
      const one = countSteps(part.part);
      // However often nothing is repeated, it is nothing.
      if (one === 0) return 0;
      const { least, most } = part;
      return most === Infinity ? (least + 1) * one + 2 : most * one + (most - least);
    }
  }
}

/** Matched when the place after the last step is reached. */
export function stepsOf(part: ExpressionPart): readonly Step[] {
  const steps: Step[] = [];
  write(part, steps);
  return steps;
}

/** Adds the steps of the part; what follows it comes right after them. */
function write(part: ExpressionPart, steps: Step[]): void {
  switch (part.kind) {
    case 'character':
      steps.push({ kind: 'character', fits: fitting(part.source) });
      break;
    case 'assertion':
      steps.push({ kind: 'assertion', holds: ASSERTIONS[part.at] });
      break;
    case 'sequence':
      for (const each of part.parts) write(each, steps);
      break;
    case 'choice':
      writeChoice(part.parts, steps);
      break;
    case 'repeat':
      if (countSteps(part) > 0) writeRepeat(part, steps);
  }
}

function writeChoice(parts: readonly ExpressionPart[], steps: Step[]): void {
  const begin = fork(steps);
  const ends = parts.map((part) => {
    begin.to = [...begin.to, steps.length];
    write(part, steps);
    return fork(steps);
  });
  for (const end of ends) end.to = [steps.length];
}

type Repeat = Extract<ExpressionPart, { kind: 'repeat' }>;

function writeRepeat({ part, least, most }: Repeat, steps: Step[]): void {
  for (let count = 0; count < least; count++) write(part, steps);
  if (most === Infinity) {
    const again = steps.length;
    const way = fork(steps);
    write(part, steps);
    fork(steps).to = [again];
    way.to = [again + 1, steps.length];
    return;
  }
  const ways: Fork[] = [];
  for (let count = least; count < most; count++) {
    const way = fork(steps);
    way.to = [steps.length];
    ways.push(way);
    write(part, steps);
  }
  for (const way of ways) way.to = [...way.to, steps.length];
}

type Fork = Extract<Step, { kind: 'fork' }>;

function fork(steps: Step[]): Fork {
  const step: Fork = { kind: 'fork', to: [] };
  steps.push(step);
  return step;
}

function fitting(source: string): (character: string) => boolean {
  // Most are plain letters, and those need no expression.
  if (!/^[.[\\]/.test(source)) return (character) => character === source;
  const expression = new RegExp(`^${source}$`, 'u');
  return (character) => expression.test(character);
}

const isWord = (character: string): boolean => /^\w$/.test(character);

const ASSERTIONS = {
  start: (before: string) => before === '',
  end: (_before: string, after: string) => after === '',
  word_edge: (before: string, after: string) => isWord(before) !== isWord(after),
  no_word_edge: (before: string, after: string) => isWord(before) === isWord(after),
} as const;
