// Of a long state the lines that a person looks for: its beginning, what changed, and what that lies in.
import type { StateLine } from './compare-states.ts';

/** Stands for lines that are not shown. */
export interface LeftOut {
  readonly leftOut: number;
}

export type ShownLine = StateLine | LeftOut;

const MAX_LINES = 400;
const FROM_BEGINNING = 40;
/** Lines shown before and after a change. */
const AROUND = 3;

/** All lines where they are few, or the ones that matter with notes of how many are left out between them. */
export function nearChanges(lines: readonly StateLine[], maxLines = MAX_LINES): readonly ShownLine[] {
  if (lines.length <= maxLines) return lines;
  const wanted = wantedLines(lines, Math.min(FROM_BEGINNING, maxLines / 2));
  // Without enough changes there is room for more of the beginning.
  for (let at = 0; wanted.size < maxLines; at++) wanted.add(at);
  const shown = [...wanted].toSorted((a, b) => a - b).slice(0, maxLines);
  let next = 0;
  const result: ShownLine[] = [];
  for (const at of shown) {
    if (at > next) result.push({ leftOut: at - next });
    result.push(lines[at] as StateLine);
    next = at + 1;
  }
  return next < lines.length ? [...result, { leftOut: lines.length - next }] : result;
}

function wantedLines(lines: readonly StateLine[], fromBeginning: number): Set<number> {
  const wanted = new Set([...lines.slice(0, fromBeginning).keys()]);
  /** The lines that the current one lies in, outermost first. */
  const around: number[] = [];
  for (const [at, { sign, depth }] of lines.entries()) {
    if (sign !== '') {
      for (const each of around.slice(0, depth)) wanted.add(each);
      for (let near = at - AROUND; near <= at + AROUND; near++) if (lines[near]) wanted.add(near);
    }
    around.length = depth;
    around[depth] = at;
  }
  return wanted;
}
