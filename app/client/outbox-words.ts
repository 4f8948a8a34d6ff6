// What is said of the queue: while the link is off, and when what waited was sent.
import { type History, latestOutcome, needsYou } from './history.ts';
import { OUTCOME_WORDS, type OutcomeKind } from './outcome.ts';
import { announcement } from './words.ts';

/** `Link is off. 2 requests are queued.` */
export function linkOffWords(queued: number): string {
  if (queued === 0) return 'Link is off. Requests wait in the queue.';
  return `Link is off. ${queued === 1 ? '1 request is' : `${queued} requests are`} queued.`;
}

/** `Link is back. 2 requests sent: 1 committed, 1 conflict – needs you.` One request is told whole. */
export function sentWords(sent: readonly History[], linkIsBack: boolean): string {
  const back = linkIsBack ? 'Link is back. ' : '';
  const [only] = sent;
  if (sent.length === 1 && only)
    return linkIsBack ? `${back}1 request sent. ${announcement(only)}` : announcement(only);
  const kinds = [...new Set(sent.map((history) => latestOutcome(history).kind))];
  return `${back}${sent.length} requests sent: ${kinds.map((kind) => countWords(kind, sent)).join(', ')}.`;
}

function countWords(kind: OutcomeKind, sent: readonly History[]): string {
  const those = sent.filter((history) => latestOutcome(history).kind === kind);
  const needs = those.some(needsYou) ? (those.length === 1 ? ' – needs you' : ' – need you') : '';
  return `${those.length} ${OUTCOME_WORDS[kind].toLowerCase()}${needs}`;
}
