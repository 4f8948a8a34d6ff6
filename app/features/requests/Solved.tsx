// A refused request that needs nobody any more: not what it came to is told, but where its events went.
import { CornerDownRight } from 'lucide-react';
import { type History, latestOutcome } from '../../client/history.ts';
import { OUTCOME_WORDS } from '../../client/outcome.ts';
import { shortId } from '../../client/request.ts';
import { conflictWords } from '../../client/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { listSentence } from './list-sentence.ts';

/** `Rebased as b8a3`, or `In the stream` where nothing is left to send; null while it is not solved. */
export function solvedWords(history: History, successor: History | undefined): string | null {
  if (successor === undefined) return history.overtaken ? 'In the stream' : null;
  const { kind } = latestOutcome(history);
  const became = kind === 'conflict' || kind === 'held' ? 'Rebased' : 'Sent';
  return `${became} as ${shortId(successor.request)}`;
}

/** What it had come to, as what was. */
export function solvedSentence(history: History, successor: History | undefined): string {
  const nothing =
    successor === undefined ? 'All its events are in the stream by now: there is nothing to send. ' : '';
  const outcome = latestOutcome(history);
  const { kind } = outcome;
  const says = kind === 'conflict' ? conflictWords(history.request, outcome, true) : listSentence(history);
  return `${nothing}Was ${kind === 'held' ? '' : 'refused: '}${OUTCOME_WORDS[kind].toLowerCase()}. ${says}`;
}

export function SolvedChip({ words }: { readonly words: string }) {
  return (
    <span className="chip" data-state="already">
      <Icon icon={CornerDownRight} />
      {words}
    </span>
  );
}

export function SolvedDisc() {
  return (
    <span className="disc" data-state="already">
      <Icon icon={CornerDownRight} />
    </span>
  );
}
