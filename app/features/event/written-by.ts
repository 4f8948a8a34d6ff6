// The request of this browser that an event came with.
import type { RecordedEvent } from '../../../lib/index.ts';
import { assignedId, type History } from '../../client/history.ts';
import { type Outcome, outcomeOf, readAnswer } from '../../client/outcome.ts';

type At = Pick<RecordedEvent, 'stream' | 'eventNumber' | 'id'>;

/**
 * The one that wrote it, also where its reply was lost. Where that is not noted, the one with an answer that told of
 * it, or without any answer.
 */
export function writtenBy(event: At, histories: readonly History[]): History | undefined {
  const own = histories.filter((history) => hasId(history, event));
  return (
    own.find((history) => storeOutcomes(history).some((outcome) => isAt(outcome, 'committed', event))) ??
    own.find((history) => clientOutcomes(history).some((told) => isAt(told, 'already_committed', event))) ??
    own.find(({ attempts }) => attempts.some(({ store }) => store.kind === 'unknown'))
  );
}

function hasId(history: History, { stream, id }: At): boolean {
  const { request } = history;
  return request.stream === stream && request.events.some((sent) => (sent.id ?? assignedId(history)) === id);
}

function storeOutcomes({ attempts }: History): readonly Outcome[] {
  return attempts.flatMap(({ store }) => (store.kind === 'answered' ? readAnswer(store.answer) : []));
}

function clientOutcomes({ attempts }: History): readonly Outcome[] {
  return attempts.map(outcomeOf);
}

function isAt(outcome: Outcome, kind: 'committed' | 'already_committed', { eventNumber }: At): boolean {
  return outcome.kind === kind && outcome.first <= eventNumber && eventNumber <= outcome.last;
}
