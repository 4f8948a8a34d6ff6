// Requests that were built on one another: each expects the version that the one before it leads to.
import {
  type Behind,
  type History,
  headsOf,
  isRejectedHead,
  latestOutcome,
  needsYou,
  successorOf,
} from './history.ts';
import { outcomeOf } from './outcome.ts';
import type { After } from './post.ts';
import type { ClientRequest } from './request.ts';

/** Says of each what keeps it from being sent, if the one it was built on does. `histories`: as posted. */
export function withBehind(histories: readonly History[]): readonly History[] {
  if (histories.every(({ request, behind }) => request.after === undefined && behind === undefined))
    return histories;
  const told = new Map<string, History>();
  const carriedOn = new Set(histories.map(({ request }) => request.basedOn));
  for (const history of histories) {
    const { behind: _, ...rest } = history;
    const { id } = history.request;
    const behind = behindOf(rest, (before) => told.get(before), carriedOn.has(id));
    told.set(history.request.id, behind === undefined ? rest : { ...rest, behind });
  }
  return [...told.values()];
}

/**
 * What keeps a request from being sent. Once it was sent it is like any other: it was allowed then. `find` gives the
 * requests that were posted before it. `isCarriedOn`: another one is made from it, and goes in its place even where the
 * one that it was built on comes back.
 */
export function behindOf(
  { request, attempts }: Pick<History, 'request' | 'attempts'>,
  find: (requestId: string) => History | undefined,
  isCarriedOn = false,
): Behind | undefined {
  if (request.after === undefined || attempts.length > 0) return undefined;
  const behind = behindBefore(request, request.after, find);
  const isHeld = behind?.kind === 'held' || !isCarriedOn;
  return isHeld ? behind : { kind: 'held', head: request.id, why: 'carried_on' };
}

function behindBefore(
  { expectedVersion }: ClientRequest,
  { requestId }: After,
  find: (requestId: string) => History | undefined,
): Behind | undefined {
  const before = find(requestId);
  if (before === undefined) return { kind: 'held', head: requestId, why: 'discarded' };
  const head = before.request.id;
  const last = writtenUpTo(before);
  if (last !== null) return last === expectedVersion ? undefined : { kind: 'held', head, why: 'elsewhere' };
  if (before.behind?.kind === 'held') return before.behind;
  return isRefused(before) ? { kind: 'held', head, why: 'refused' } : { kind: 'unsettled', on: head };
}

/** The number of the last event of a request that an answer has said is written; null when none has. */
export function writtenUpTo({ attempts }: Pick<History, 'attempts'>): number | null {
  for (const attempt of attempts.toReversed()) {
    const outcome = outcomeOf(attempt);
    if (outcome.kind === 'committed' || outcome.kind === 'already_committed') return outcome.last;
  }
  return null;
}

function isRefused(history: History): boolean {
  switch (latestOutcome(history).kind) {
    case 'conflict':
    case 'partial':
    case 'data_differs':
    case 'rejected':
      return true;
    default:
      return false;
  }
}

/** Those that wait for nothing but that this one is written where it is: without it they stand on their own. */
export function freedBy(history: History, histories: readonly History[]): readonly ClientRequest[] {
  const last = writtenUpTo(history);
  if (last === null) return [];
  return histories.flatMap(({ request }) =>
    request.after?.requestId === history.request.id && request.expectedVersion === last ? request : [],
  );
}

/** A request that is built on no other. */
export function onItsOwn({ after: _, ...request }: ClientRequest): ClientRequest {
  return request;
}

/** Requests to one stream that are solved together, in the order in which they were posted. */
export interface Chain {
  readonly stream: string;
  /** The refused one that the others were built on, while it needs a decision, and those that are held. */
  readonly members: readonly History[];
}

export function chainsOf(histories: readonly History[]): readonly Chain[] {
  const held = histories.filter((history) => latestOutcome(history).kind === 'held');
  if (held.length === 0) return [];
  const heads = headsOf(histories);
  const isOpenHead = (history: History) =>
    isRejectedHead(history, heads) || (heads.has(history.request.id) && needsYou(history));
  const open = histories.filter(
    (history) =>
      (held.includes(history) || isOpenHead(history)) && successorOf(history, histories) === undefined,
  );
  const streams = new Set(open.map(({ request }) => request.stream));
  return [...streams].flatMap((stream) => {
    const members = open.filter(({ request }) => request.stream === stream);
    return members.some(({ behind }) => behind?.kind === 'held') ? [{ stream, members }] : [];
  });
}

/** The chain that a request is of; undefined when it stands on its own. */
export function chainOf(history: History, histories: readonly History[]): Chain | undefined {
  return chainsOf(histories).find(({ members }) => members.includes(history));
}
