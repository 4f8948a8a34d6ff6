// What came of a fold, in a few words.
import { bytes } from '../../ui/words.ts';
import { problemWords } from './problem-words.ts';
import type { Changes } from './sandbox/compare-states.ts';
import type { Answer, ShownState } from './sandbox/protocol.ts';

/** `2 changed, 1 new`, or `nothing changed`. */
export function changeWords({ changed, added, removed }: Changes): string {
  const words = [
    changed > 0 ? `${changed} changed` : [],
    added > 0 ? `${added} new` : [],
    removed > 0 ? `${removed} gone` : [],
  ].flat();
  return words.length === 0 ? 'nothing changed' : words.join(', ');
}

export function stateWords({ json, seen }: ShownState): string {
  return seen === null ? `${bytes(json.length)} of JSON` : changeWords(seen.changes);
}

/** One sentence or two. */
export function answerWords(answer: Answer, noun: string): string {
  switch (answer.kind) {
    case 'state':
      return `State as of ${noun} ${answer.state.at}: ${stateWords(answer.state)}.`;
    case 'stopped':
      return `Stopped at ${noun} ${answer.at}.`;
    case 'problem': {
      const { title, says } = problemWords(answer.problem, noun);
      return `${title}. ${says}`;
    }
  }
}
