// What a check of a store finds, gathered: problems that touch are one.
import type { StreamName } from './events.ts';

/** Event numbers or positions, both ends included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

interface InStream extends Range {
  readonly stream: StreamName;
}

export type StoreProblem =
  /** The stream goes on behind these event numbers, and has no events at them. */
  | (InStream & { readonly kind: 'missing_events' })
  /** The system stream goes on behind these numbers, and has no links at them. */
  | (InStream & { readonly kind: 'missing_links' })
  /** These events are stored, and no category, no type and `$streams` leads to them. */
  | (InStream & { readonly kind: 'unlinked_events' })
  /** These events are stored, and a retry of them with the expected version `any` is not recognised. */
  | (InStream & { readonly kind: 'unknown_ids' })
  /** The stream has more than one event at these numbers. */
  | (InStream & { readonly kind: 'repeated_events' })
  /** The log goes on behind these positions, and has no events at them. */
  | (Range & { readonly kind: 'missing_positions' })
  /** The log has more than one event at these positions. */
  | (Range & { readonly kind: 'repeated_positions' });

export interface Findings {
  readonly problems: readonly StoreProblem[];
  /** Found and not kept in `problems`. */
  readonly unlisted: number;
  add(problem: StoreProblem): void;
}

/** A store that is damaged all over would fill the memory. */
const MOST_PROBLEMS = 1_000;

export function openFindings(most: number = MOST_PROBLEMS): Findings {
  const problems: StoreProblem[] = [];
  let unlisted = 0;
  return {
    problems,
    get unlisted() {
      return unlisted;
    },
    add(problem) {
      const place = problems.findLastIndex((before) => continues(before, problem));
      const before = problems[place];
      if (before) problems[place] = { ...before, last: problem.last };
      else if (problems.length < most) problems.push(problem);
      else unlisted += 1;
    },
  };
}

function continues(before: StoreProblem, { kind, first, ...problem }: StoreProblem): boolean {
  if (before.kind !== kind || before.last + 1 !== first) return false;
  return !('stream' in before) || !('stream' in problem) || before.stream === problem.stream;
}
