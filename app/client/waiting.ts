// A request that is tried by itself: when, and which one goes first.
import { type History, isKnownWritten } from './history.ts';
import { outcomeOf } from './outcome.ts';

export interface Waiting {
  readonly requestId: string;
  /** The page that tries it. Another page does when that one is gone. */
  readonly page: string;
  /**
   * `first`: its page is about to send it. `network_off`: goes as soon as the network is back. `turn`: an earlier request
   * to the same stream goes first. `later`: the network was off for that moment. `no_reply`: the last attempt got none.
   */
  readonly why: 'first' | 'network_off' | 'turn' | 'later' | 'no_reply';
  /** How often it was tried by itself since a person last did something about it. */
  readonly tries: number;
  /** When it began to wait for the next try, in ms since 1970-01-01 UTC. A clock can be set, so this is only a hint. */
  readonly sinceMs: number;
  /** How long it waits for the next try, in ms; 0 = it is due. */
  readonly pauseMs: number;
  /** True: nothing happens until a person says so. */
  readonly stopped: boolean;
}

/** The pause before the first try by itself: time enough for a person to do it themselves. */
export const FIRST_PAUSE_MS = 8_000;
export const LONGEST_PAUSE_MS = 120_000;
/** Each pause is up to this much shorter or longer, so that clients do not all come back at once. */
const JITTER = 0.2;
/** No request waits longer than this, whatever its stored times say. */
export const LONGEST_WAIT_MS = LONGEST_PAUSE_MS * (1 + JITTER);

/** The pause before the next try: twice as long each time. `chance` is from 0 to below 1. */
export function pauseMs(tries: number, chance: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
  return Math.round(pause * (1 - JITTER + 2 * JITTER * chance));
}

/** A chance that is the same whenever it is asked for, so that a `?seed=` makes the pauses predictable, too. */
export function chanceOf(requestId: string, tries: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${requestId}/${tries}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

/** A request begins to wait. */
export function waitingFor(
  requestId: string,
  what: Pick<Waiting, 'page' | 'why'> & { readonly nowMs: number; readonly tries?: number },
): Waiting {
  const { page, why, nowMs, tries = 0 } = what;
  const pause = why === 'first' || why === 'turn' ? 0 : pauseMs(tries, chanceOf(requestId, tries));
  return { requestId, page, why, tries, sinceMs: nowMs, pauseMs: pause, stopped: false };
}

/**
 * What is left of a wait for a page that has not seen it before, in ms from 0 to `LONGEST_WAIT_MS`. A clock that was set
 * back since the wait began leaves the whole pause, one that was set forward nothing of it.
 */
export function leftAtFirstSight({ sinceMs, pauseMs }: Waiting, nowMs: number): number {
  const leftMs = pauseMs - Math.max(0, nowMs - sinceMs);
  return leftMs > 0 ? Math.min(leftMs, LONGEST_WAIT_MS) : 0;
}

/** Whether both are the same pause before the same try, in any tab. */
export function isSameWait(one: Waiting, other: Waiting): boolean {
  return one.sinceMs === other.sinceMs && one.pauseMs === other.pauseMs && one.tries === other.tries;
}

/** What got no reply is tried again, unless a person staged it: then what follows is theirs to see and to do. */
export function triesByItself(history: History): boolean {
  const attempt = history.attempts.at(-1);
  return (
    attempt !== undefined &&
    attempt.once !== true &&
    history.request.lab === undefined &&
    outcomeOf(attempt).kind === 'no_reply' &&
    !isKnownWritten(history)
  );
}

/**
 * The request of the same stream that goes before this one, or that it was built on; undefined when it is the first.
 * `histories`: as posted.
 */
export function goesBefore(history: History, histories: readonly History[]): History | undefined {
  const { behind } = history;
  if (behind?.kind === 'unsettled') return histories.find(({ request }) => request.id === behind.on);
  return histories
    .slice(0, histories.indexOf(history))
    .find((other) => isInLine(other) && other.request.stream === history.request.stream);
}

/**
 * Those that are first of their streams and can be sent, in the order in which they go. One that depends on
 * another is not among them, and none passes it. `histories`: as posted.
 */
export function firstInLine(histories: readonly History[]): readonly History[] {
  const seen = new Set<string>();
  return histories.filter((history) => {
    if (!isInLine(history) || seen.has(history.request.stream)) return false;
    seen.add(history.request.stream);
    return history.behind === undefined;
  });
}

/** What the Lab made stands in no line, since only the Lab sends it; nor does what a person must decide about first. */
function isInLine({ request, waiting, behind }: History): boolean {
  return waiting !== undefined && request.lab === undefined && behind?.kind !== 'held';
}
