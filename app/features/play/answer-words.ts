// What came of a fold, in a few words.
import { problemWords } from './problem-words.ts';
import type { Changes } from './sandbox/compare-states.ts';
import type { Answer } from './sandbox/protocol.ts';

/** `2 changed, 1 new`, or `nothing changed`. */
export function changeWords({ changed, added, removed }: Changes): string {
  const words = [
    changed > 0 ? `${changed} changed` : [],
    added > 0 ? `${added} new` : [],
    removed > 0 ? `${removed} gone` : [],
  ].flat();
  return words.length === 0 ? 'nothing changed' : words.join(', ');
}

/** One sentence or two. */
export function answerWords(answer: Answer, noun: string): string {
  switch (answer.kind) {
    case 'state':
      return `State as of ${noun} ${answer.state.at}: ${changeWords(answer.state.changes)}.`;
    case 'stopped':
      return `Stopped at ${noun} ${answer.at}.`;
    case 'problem': {
      const { title, says } = problemWords(answer.problem, noun);
      return `${title}. ${says}`;
    }
  }
}
