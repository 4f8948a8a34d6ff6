// What an import found and did, in words.
import type { ImportResult } from '../../../lib/index.ts';
import { counted, grouped } from '../../ui/words.ts';

/** `120 events: 118 new, 2 already there` and, where it ends early, why. */
export function checkedWords(result: ImportResult): string {
  const { newEvents, alreadyThere } = result;
  const found = `${counted(newEvents + alreadyThere, 'event')}: ${grouped(newEvents)} new, ${grouped(alreadyThere)} already there.`;
  return [problemWords(result), found, ...(newEvents === 0 ? ['Nothing to import.'] : [])]
    .filter((words) => words !== null)
    .join(' ');
}

/** `Imported 118 events, 0 already there.` */
export function importedWords(result: ImportResult): string {
  const { newEvents, alreadyThere, cancelled } = result;
  const done = `Imported ${counted(newEvents, 'event')}, ${grouped(alreadyThere)} already there.`;
  const problem = problemWords(result);
  if (problem !== null) return `${problem} ${done} Nothing of the rest was written.`;
  return cancelled ? `Stopped. ${done} Import the file again to go on.` : done;
}

/** `Line 12: is not valid JSON.`; null where all is well. */
export function problemWords({ problems }: ImportResult): string | null {
  const [problem] = problems;
  if (problem === undefined) return null;
  const { line, reason } = problem;
  return `Line ${grouped(line)}: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`;
}
