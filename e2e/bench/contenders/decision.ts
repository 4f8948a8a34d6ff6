// What an append has to look up before it writes, and what follows from what was found.
import { type BenchEvent, Conflict, type Expected } from './contender.ts';

/** Nothing, which ids the stream has already, or the events after the expected version. */
export type Question = 'none' | 'known' | 'following';

export type Outcome = 'committed' | 'already_committed';

/** How a contender looks something up. */
export interface Lookups {
  /** Those of the events that the stream has already, in any order. */
  known(): Promise<Ids>;
  /** As many events as these, from this number on. */
  following(from: number): Promise<Ids>;
}

type Ids = readonly { readonly id: string }[];

/** @throws Conflict when the events are neither new nor all there, or the stream is not so far */
export async function decide(
  expected: Expected,
  current: number,
  events: readonly BenchEvent[],
  { known, following }: Lookups,
): Promise<Outcome> {
  const question = questionOf(expected, current);
  if (question === 'none') return 'committed';
  const found = await (question === 'known' ? known() : following(Number(expected) + 1));
  return answerOf(question, events, found);
}

/** @throws Conflict when the stream is not so far */
export function questionOf(expected: Expected, current: number): Question {
  if (expected === current) return 'none';
  if (expected === 'any') return 'known';
  if (expected > current) throw new Conflict(`The stream is at ${current}, before the expected ${expected}.`);
  return 'following';
}

/** @throws Conflict when the events are neither new nor all there */
export function answerOf(question: Question, events: readonly BenchEvent[], found: Ids): Outcome {
  if (question === 'none' || (question === 'known' && found.length === 0)) return 'committed';
  const ids = new Set(found.map(({ id }) => id));
  const allThere =
    question === 'known'
      ? events.every(({ id }) => ids.has(id))
      : events.every(({ id }, index) => found[index]?.id === id);
  if (allThere) return 'already_committed';
  throw new Conflict('Other events are there already, or only some of these.');
}
