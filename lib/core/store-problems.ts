// What a check of a store finds, gathered: problems that touch are one.
import type { StreamName } from './events.ts';

/** What is wrong in a store, and where: event numbers or positions, both ends included. */
export type StoreProblem =
  | {
      /**
       * - `missing_events`: the stream goes on behind these event numbers, and has no events at them.
       * - `missing_links`: the system stream goes on behind these numbers, and has no links at them.
       * - `unlinked_events`: these events are stored, and no category, no type and `$streams` leads to them.
       * - `unknown_ids`: these events are stored, and a retry of them with the expected version `any` is not recognised.
       * - `repeated_events`: the stream has more than one event at these numbers.
       */
      readonly kind:
        | 'missing_events'
        | 'missing_links'
        | 'unlinked_events'
        | 'unknown_ids'
        | 'repeated_events';
      readonly stream: StreamName;
      readonly first: number;
      readonly last: number;
    }
  | {
      /** The log goes on behind these positions, and has no events at them; or it has more than one event at them. */
      readonly kind: 'missing_positions' | 'repeated_positions';
      readonly first: number;
      readonly last: number;
    };

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
