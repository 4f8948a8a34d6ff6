// What a check of the store found, in words.
import type { StoreCheck, StoreProblem } from '../../../lib/index.ts';
import { counted, grouped } from '../../ui/words.ts';

/** `No holes: all 404 events are where they belong.` */
export function checkWords({ problems, unlisted, events, cancelled }: StoreCheck): string {
  const stopped = cancelled ? 'Stopped. ' : '';
  const found = problems.length + unlisted;
  if (found > 0) return `${stopped}Found ${counted(found, 'problem')} among ${counted(events, 'event')}.`;
  return cancelled
    ? `Stopped. No holes among the first ${counted(events, 'event')}.`
    : `No holes: all ${counted(events, 'event')} are where they belong.`;
}

/** `Stream order-1042 misses events 1 to 199.` */
export function storeProblemWords(problem: StoreProblem): string {
  const { first, last } = problem;
  switch (problem.kind) {
    case 'missing_events':
      return `Stream ${problem.stream} misses ${ranged('event', first, last)}.`;
    case 'missing_links':
      return `System stream ${problem.stream} misses ${ranged('link', first, last)}.`;
    case 'missing_positions':
      return `The log misses ${ranged('position', first, last)}.`;
    case 'unlinked_events':
      return `Stream ${problem.stream}: no system stream leads to ${ranged('event', first, last)}.`;
    case 'unknown_ids':
      return `Stream ${problem.stream}: a retry of ${ranged('event', first, last)} with expected version any would be written again.`;
    case 'repeated_events':
      return `Stream ${problem.stream} has more than one event at ${ranged('number', first, last)}.`;
    case 'repeated_positions':
      return `The log has more than one event at ${ranged('position', first, last)}.`;
  }
}

function ranged(noun: string, first: number, last: number): string {
  return first === last ? `${noun} ${grouped(first)}` : `${noun}s ${grouped(first)} to ${grouped(last)}`;
}
