// Two tabs append to one stream as fast as they can, each at the version it believes the stream is at.
import { Conflict, type Connection } from '../contenders/contender.ts';
import type { EventMaker } from '../page/events.ts';

const STREAM = 'race';
const MOST_WINS = 100;
const LONGEST_BATCH = 5;
const LONG_ENOUGH_MS = 5000;
/** For a tab that has not won once; the other is quicker then, which is no wrong answer. */
const PATIENCE_MS = 40_000;

/** An append that was acknowledged. */
export interface Win {
  /** The version that it was made at. */
  readonly expected: number;
  readonly ids: readonly string[];
}

/** One tab's part. @param stride another one in each tab, so that what collides differs in length */
export async function race(store: Connection, events: EventMaker, stride: number): Promise<readonly Win[]> {
  const wins: Win[] = [];
  let tries = 0;
  const started = performance.now();
  let expected = -1;
  while (
    wins.length < MOST_WINS &&
    performance.now() - started < (wins.length > 0 ? LONG_ENOUGH_MS : PATIENCE_MS)
  ) {
    const batch = events.make(1 + ((stride * tries++) % LONGEST_BATCH));
    try {
      await store.append(STREAM, expected, batch);
      wins.push({ expected, ids: batch.map(({ id }) => id) });
      expected += batch.length;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      expected = (await store.readBackwards(STREAM, 1))[0]?.eventNumber ?? -1;
    }
  }
  if (wins.length === 0) throw new Error('a tab could append nothing');
  return wins;
}

/** What is wrong with the outcome: each version has exactly one winner, and each winner is stored whole. */
export async function judge(store: Connection, wins: readonly Win[]): Promise<string | undefined> {
  const stored = await store.readForwards(STREAM, 0, 1000);
  const twice = wins.find(
    (win, index) => wins.findIndex(({ expected }) => expected === win.expected) !== index,
  );
  if (twice) return `two appends were acknowledged at version ${twice.expected}`;
  const acknowledged = wins.reduce((sum, { ids }) => sum + ids.length, 0);
  if (stored.length !== acknowledged) return `${acknowledged} events acknowledged, ${stored.length} stored`;
  const torn = wins.find(({ expected, ids }) =>
    ids.some((id, index) => stored[expected + 1 + index]?.id !== id),
  );
  return torn ? `the append at version ${torn.expected} is not stored as it was acknowledged` : undefined;
}
