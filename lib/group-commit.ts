// One group of appends in one readwrite transaction.
import { type AppendRequest, type AppendResult, alreadyCommitted, committed } from './append.ts';
import { type GroupDecision, planGroup, type Run } from './core/append-group.ts';
import type { EventId, Position, RecordedEvent, StreamName } from './core/events.ts';
import { NO_IDS_IN_USE } from './core/id-keys.ts';
import { systemStreamsOf } from './core/system-streams.ts';
import type { Database, Transaction, WriteTransaction } from './database.ts';
import { isAccepted, refusal } from './decide.ts';
import { type FoundIds, findIds } from './find-ids.ts';
import type { HeadChange, Heads } from './heads.ts';
import { addRecords } from './log.ts';
import { recordsOf } from './records.ts';

export type Settled =
  | { readonly kind: 'answered'; readonly result: AppendResult }
  | { readonly kind: 'refused'; readonly error: Error }
  /** Nothing was written of this append; it has to be decided with all its facts. */
  | { readonly kind: 'undecided' };

export interface GroupCommit {
  /** In the order of the appends. */
  readonly settled: readonly Settled[];
  /** Undefined when nothing was written. */
  readonly change: HeadChange | undefined;
}

/** True when what is remembered says that at least one of these appends would be written. */
export function isWorthWriting(heads: Heads, requests: readonly AppendRequest[]): boolean {
  const isUnknown = requests.some(({ stream }) => !heads.streams.has(stream));
  if (heads.next === undefined || isUnknown) return true;
  const { decisions } = planGroup(requests, { heads: heads.streams, known: undefined });
  return decisions.some(({ kind }) => kind !== 'undecided');
}

/**
 * Writes what is to be written, from what is remembered where that is enough. With `lookUp` the ids are looked up
 * first; without it they are taken to be new. @throws ConstraintError when they are not, or when somebody else has
 * written since: then nothing was written. @throws StorageFullError, StoreClosedError
 */
export function commitGroup(
  db: Database,
  heads: Heads,
  requests: readonly AppendRequest[],
  lookUp: boolean,
): Promise<GroupCommit> {
  return db.transact('readwrite', async (tx) => {
    const streams = new Set(requests.map(({ stream }) => stream));
    await heads.learn(tx, streams, linkedStreams(requests));
    const ids = lookUp ? await findAllIds(tx, requests) : undefined;
    const plan = planGroup(requests, { heads: heads.streams, known: ids && knownOf(ids) });
    const written = await writeRuns(tx, heads, plan.runs, ids, requests[0]?.nowMs ?? 0);
    return {
      settled: requests.map((request, place) =>
        settle(request, plan.decisions[place] as GroupDecision, written.positions),
      ),
      change: written.change,
    };
  });
}

function* linkedStreams(requests: readonly AppendRequest[]): Generator<StreamName> {
  for (const { stream, events } of requests) {
    // As if it began here, since its head may have to be learnt in the same moment.
    yield* systemStreamsOf({ stream, first: 0, types: events.map(({ type }) => type) });
  }
}

async function findAllIds(
  tx: Transaction,
  requests: readonly AppendRequest[],
): Promise<Map<StreamName, FoundIds>> {
  const wanted = new Map<StreamName, EventId[]>();
  for (const { stream, events } of requests) {
    const ids = wanted.get(stream) ?? [];
    for (const { id } of events) ids.push(id);
    wanted.set(stream, ids);
  }
  const found = [...wanted].map(async ([stream, ids]) => [stream, await findIds(tx, stream, ids)] as const);
  return new Map(await Promise.all(found));
}

function knownOf(
  found: ReadonlyMap<StreamName, FoundIds>,
): ReadonlyMap<StreamName, ReadonlyMap<EventId, RecordedEvent>> {
  return new Map([...found].map(([stream, { known }]) => [stream, known]));
}

interface WrittenRuns {
  /** Of the first event of each run. */
  readonly positions: ReadonlyMap<Run, Position>;
  readonly change: HeadChange | undefined;
}

async function writeRuns(
  tx: WriteTransaction,
  heads: Heads,
  runs: readonly Run[],
  ids: ReadonlyMap<StreamName, FoundIds> | undefined,
  createdMs: number,
): Promise<WrittenRuns> {
  const from = heads.next ?? 0;
  const numbering = { nextLinks: new Map(heads.nextLinks), takenHashes: new Set<number>() };
  const positions = new Map<Run, Position>();
  let position = from;
  const records = runs.flatMap((run) => {
    positions.set(run, position);
    const added = { ...run, position, createdMs, ids: ids?.get(run.stream) ?? NO_IDS_IN_USE };
    position += run.events.length;
    return recordsOf(added, numbering);
  });
  await addRecords(tx, records);
  if (records.length === 0) return { positions, change: undefined };
  const linked = new Set(records.flatMap(({ links }) => links.map(([stream]) => stream)));
  return {
    positions,
    change: {
      from,
      next: position,
      streams: runs.map(({ stream, first, events }) => ({ stream, version: first + events.length - 1 })),
      nextLinks: [...linked].map((stream) => [stream, numbering.nextLinks.get(stream) ?? 0]),
    },
  };
}

function settle(
  request: AppendRequest,
  decided: GroupDecision,
  positions: ReadonlyMap<Run, Position>,
): Settled {
  if (decided.kind === 'undecided') return decided;
  if (decided.kind === 'decided') {
    const { decision, facts } = decided;
    return isAccepted(decision)
      ? { kind: 'answered', result: alreadyCommitted(request, decision.stored) }
      : { kind: 'refused', error: refusal(request, decision, facts) };
  }
  const { run, first } = decided;
  const position = run ? (positions.get(run) ?? 0) + first - run.first : 0;
  return { kind: 'answered', result: committed(request, first, position) };
}
