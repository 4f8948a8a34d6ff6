// What went wrong in a fold, for people: where, what, and what to do.
import { MEMORY_LIMIT_BYTES, type Problem, TIME_LIMIT_MS } from './sandbox/protocol.ts';

export interface ProblemWords {
  readonly title: string;
  readonly says: string;
}

/** `noun` is what the numbers count: `event`, or `position` in `$all`. */
export function problemWords({ kind, at, line, says }: Problem, noun: string): ProblemWords {
  const place = at === null ? 'before the first event' : `at ${noun} ${at}`;
  const inLine = line === null ? '' : `Line ${line}: `;
  switch (kind) {
    case 'text':
      return { title: 'The fold could not be read', says: `${inLine}${says}` };
    case 'thrown':
      return { title: `The fold threw ${place}`, says: `${inLine}${says}` };
    case 'time':
      return {
        title: `The fold was stopped ${place}`,
        says: `It was not done after ${TIME_LIMIT_MS / 1_000} s. Is there a loop that does not end?`,
      };
    case 'memory':
      return {
        title: `The fold was stopped ${place}`,
        says: `It needed more than ${MEMORY_LIMIT_BYTES / 2 ** 20} MB. Keep in the state only what the next event needs.`,
      };
    case 'depth':
      return {
        title: `The fold was stopped ${place}`,
        says: `${inLine}It calls itself, or nests the state, too deeply. Does something hold itself?`,
      };
    case 'not_json':
      return {
        title:
          at === null ? 'The initial state cannot be kept' : `The state after ${noun} ${at} cannot be kept`,
        says: `${says} JSON has no such value: use objects, lists, texts, finite numbers, true, false and null.`,
      };
    case 'silent':
      return {
        title: 'The sandbox did not come back and was ended',
        says: `It hung ${at === null ? place : `${place}, or soon after it`}. Is there one step that takes very long?`,
      };
    case 'unloadable':
      return {
        title: 'The sandbox could not be loaded',
        says: `Nothing ran. ${says} Try again when there is a network.`,
      };
    case 'broken':
      return {
        title: `The browser failed ${place}`,
        says: `This is no fault of the fold, and no event was changed. Run it again. (${says})`,
      };
  }
}
