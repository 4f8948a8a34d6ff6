// The sentence for a request in a list: the card says more.
import { assignedId, type History, isKnownWritten, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import {
  becameWords,
  conflictWords,
  eventRange,
  guaranteeWords,
  partialWords,
  sentenceOf,
} from '../../client/words.ts';

export function listSentence(history: History): string {
  const outcome = latestOutcome(history);
  switch (outcome.kind) {
    case 'no_reply':
      return outcome.answered === null && !isKnownWritten(history)
        ? `It may or may not have been written. ${guaranteeWords(history)[0]}`
        : sentenceOf(history);
    case 'committed': {
      const id = assignedId(history);
      const where = eventRange(outcome.first, outcome.last);
      return id === null
        ? `Written as ${where}.`
        : `The store assigned id ${id.slice(0, 8)}…; written as ${where}.`;
    }
    case 'already_committed':
      return `Nothing new was written. Found at ${outcome.first}${outcome.last > outcome.first ? ` to ${outcome.last}` : ''}.`;
    case 'data_differs':
      return `Nothing was written: the id is already at ${outcome.first}, as another event than yours.`;
    case 'queued':
      return ''; // The row counts down, or says what goes first.
    case 'held':
      if (outcome.head === history.request.id) return sentenceOf(history);
      return `Not sent: built on ${shortId({ id: outcome.head })}, which ${becameWords(outcome)}.`;
    case 'conflict':
      return conflictWords(history.request, outcome);
    case 'partial':
      return partialWords(outcome.committedAt);
    case 'rejected':
      return outcome.says;
    default:
      return sentenceOf(history);
  }
}
