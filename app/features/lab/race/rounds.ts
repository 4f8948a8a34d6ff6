// The rounds of a race, read from the requests that its writers made.
import type { StreamName } from '../../../../lib/index.ts';
import { type History, latestOutcome } from '../../../client/history.ts';
import type { OutcomeKind } from '../../../client/outcome.ts';

export interface Round {
  readonly round: number;
  /** What each writer came to. */
  readonly outcomes: ReadonlyMap<string, OutcomeKind>;
}

/** In their order. */
export function roundsOf(histories: readonly History[], stream: StreamName): readonly Round[] {
  const rounds = new Map<number, Map<string, OutcomeKind>>();
  for (const history of histories) {
    const { lab, stream: of } = history.request;
    if (lab === undefined || of !== stream) continue;
    const outcomes = rounds.get(lab.round) ?? new Map<string, OutcomeKind>();
    rounds.set(lab.round, outcomes.set(lab.writer, latestOutcome(history).kind));
  }
  return [...rounds].map(([round, outcomes]) => ({ round, outcomes })).toSorted((a, b) => a.round - b.round);
}

/** True once both writers of this round know what came of theirs. */
export function isOver(histories: readonly History[], stream: StreamName, round: number): boolean {
  const outcomes = roundsOf(histories, stream).find((each) => each.round === round)?.outcomes;
  return outcomes !== undefined && outcomes.size > 1 && ![...outcomes.values()].includes('sending');
}

/** How many rounds this writer won. */
export function winsOf(rounds: readonly Round[], writer: string): number {
  return rounds.filter(({ outcomes }) => outcomes.get(writer) === 'committed').length;
}
