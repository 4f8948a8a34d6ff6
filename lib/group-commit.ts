// One group of appends in one readwrite transaction.
import { addRecords } from './add-records.ts';
import { type AppendRequest, type AppendResult, alreadyCommitted, committed } from './append.ts';
import { type GroupDecision, planGroup, type Run, type StreamHead } from './core/append-group.ts';
import type { EventId, EventNumber, Position, StreamName } from './core/events.ts';
import { NO_IDS_IN_USE } from './core/id-keys.ts';
import type { Sizes } from './core/sizes.ts';
import { linkCounts } from './core/system-streams.ts';
import type { Database, Transaction } from './database.ts';
import { isAccepted, refusal } from './decide.ts';
import { type FoundIds, findIds } from './find-ids.ts';
import { withLinks } from './links.ts';
import type { LogChange, LogView, Memory } from './memory.ts';
import { recordsOf, type UnlinkedRecord } from './records.ts';
import type { CommitRecord } from './schema.ts';

export type Settled =
  | { readonly kind: 'answered'; readonly result: AppendResult }
  | { readonly kind: 'refused'; readonly error: Error }
  /** Nothing is to be written; a look tells the answer, as of `head`, or of now where the group could not prove that head. */
  | { readonly kind: 'look'; readonly head: StreamHead | undefined }
  /** Nothing was written of this append, nor of later ones to its stream; it has to be decided with all its facts. */
  | { readonly kind: 'later' };

/** What became of a group, in the order of its appends. */
export interface GroupCommit {
  readonly settled: readonly Settled[];
  /** Undefined when nothing was written. */
  readonly change: LogChange | undefined;
  /** What was written. */
  readonly records: readonly CommitRecord[];
}

/**
 * What a group takes for granted, since the keys of its records are refused where it does not hold.
 * - `cache`: what memory has of the log, and that ids are new.
 * - `log`: that ids are new, unless the log is as memory had it: then a refused key was the key of an id.
 * - `log_and_ids`: nothing; everything is read in the transaction that writes.
 */
export type Trust = 'cache' | 'log' | 'log_and_ids';

type Ids = ReadonlyMap<StreamName, FoundIds>;

interface Group {
  readonly requests: readonly AppendRequest[];
  /** Those that may get links to events of the group. */
  readonly systemStreams: readonly StreamName[];
}

function groupOf(requests: readonly AppendRequest[]): Group {
  // As if all streams began here, since their heads may have to be learnt in the same moment.
  const linked = requests.map(({ stream, events }) => ({
    stream,
    first: 0,
    types: events.map(({ type }) => type),
  }));
  return { requests, systemStreams: [...linkCounts(linked).keys()] };
}

/**
 * Decides a group and writes what is to be written. @throws an error that `isKeyTaken` knows when what was taken for
 * granted did not hold: then nothing was written. @throws StorageFullError, StoreClosedError
 */
export async function commitGroup(
  db: Database,
  memory: Memory,
  requests: readonly AppendRequest[],
  trust: Trust,
): Promise<GroupCommit> {
  const group = groupOf(requests);
  const view = trust === 'cache' ? recall(memory, group) : undefined;
  if (view) {
    const prepared = prepare(view, group, undefined, db.sizes);
    if (prepared.records.length === 0) return unproven(prepared);
    // Memory is empty when the connection is a new one.
    if (await db.add(prepared.records, () => memory.next === view.next)) return prepared;
  }
  return learnAndCommit(db, memory, group, trust);
}

function learnAndCommit(db: Database, memory: Memory, group: Group, trust: Trust): Promise<GroupCommit> {
  const { requests, systemStreams } = group;
  const lastKeyBefore = memory.lastKey;
  return db.transact('readwrite', async (tx) => {
    const streams = requests.map(({ stream }) => stream);
    const view = await memory.learn(tx, streams, systemStreams, trust !== 'cache');
    const isIdTaken = trust === 'log' && view.lastKey === lastKeyBefore;
    const ids = trust === 'log_and_ids' || isIdTaken ? await findAllIds(tx, requests) : undefined;
    const prepared = prepare(view, group, ids, db.sizes);
    await addRecords(tx, prepared.records);
    return trust === 'cache' && prepared.records.length === 0 ? unproven(prepared) : prepared;
  });
}

/** Without a record there is no key that could be refused, so the heads are those of memory. */
function unproven(prepared: GroupCommit): GroupCommit {
  return {
    ...prepared,
    settled: prepared.settled.map((each) => (each.kind === 'look' ? { ...each, head: undefined } : each)),
  };
}

const NEW_STREAM: StreamHead = { current: -1, hasMetadata: false, deleted: false };

/**
 * The view of memory; undefined where something is missing in it. Where no metadata could hide anything of a stream, it is
 * assumed to be empty for an append that writes its first event, since the number of that is refused if it has events
 * after all: under `no_stream`, and after many new streams in a row under `any`. An append that writes nothing proves
 * nothing, so for it the stream is read.
 */
function recall(memory: Memory, { requests, systemStreams }: Group): LogView | undefined {
  const { next, lastKey, isPlain, expectsNew } = memory;
  if (next === undefined || lastKey === undefined) return undefined;
  const heads = new Map<StreamName, StreamHead>();
  for (const { stream, expectedVersion, events } of requests) {
    if (heads.has(stream)) continue;
    const mayBeNew = expectedVersion === 'no_stream' || (expectsNew && expectedVersion === 'any');
    const isAssumedEmpty = isPlain && mayBeNew && events.length > 0;
    const head = memory.headOf(stream) ?? (isAssumedEmpty ? NEW_STREAM : undefined);
    if (!head) return undefined;
    heads.set(stream, head);
  }
  const links = new Map<StreamName, EventNumber>();
  for (const stream of systemStreams) {
    const nextLink = memory.nextLinkOf(stream);
    if (nextLink === undefined) return undefined;
    links.set(stream, nextLink);
  }
  return {
    next,
    lastKey,
    headOf: (stream) => heads.get(stream),
    nextLinkOf: (systemStream) => links.get(systemStream),
  };
}

async function findAllIds(tx: Transaction, requests: readonly AppendRequest[]): Promise<Ids> {
  const wanted = new Map<StreamName, EventId[]>();
  for (const { stream, events } of requests) {
    const ids = wanted.get(stream) ?? [];
    for (const { id } of events) ids.push(id);
    wanted.set(stream, ids);
  }
  const found = [...wanted].map(async ([stream, ids]) => [stream, await findIds(tx, stream, ids)] as const);
  return new Map(await Promise.all(found));
}

function prepare(
  view: LogView,
  { requests, systemStreams }: Group,
  ids: Ids | undefined,
  sizes: Sizes,
): GroupCommit {
  const known = ids && new Map([...ids].map(([stream, found]) => [stream, found.known] as const));
  const plan = planGroup(requests, { headOf: view.headOf, known });
  const positions = new Map<Run, Position>();
  const unlinked: UnlinkedRecord[] = [];
  const nextLinks = new Map(
    systemStreams.map((stream) => [stream, view.nextLinkOf(stream) as EventNumber] as const),
  );
  const takenHashes = new Set<number>();
  const createdMs = (requests[0] as AppendRequest).nowMs;
  let position = view.next;
  for (const run of plan.runs) {
    positions.set(run, position);
    const inUse = ids?.get(run.stream) ?? NO_IDS_IN_USE;
    unlinked.push(...recordsOf({ ...run, position, createdMs, ids: inUse }, takenHashes, sizes));
    position += run.events.length;
  }
  const records = withLinks(unlinked, nextLinks, sizes);
  const settled = requests.map((request, place) =>
    settle(request, plan.decisions[place] as GroupDecision, positions),
  );
  const lastRecord = records.at(-1);
  if (!lastRecord) return { records, settled, change: undefined };
  const change: LogChange = {
    from: view.next,
    next: position,
    streams: plan.runs.map(({ stream, first, events }) => ({ stream, version: first + events.length - 1 })),
    followed: {
      lastKey: lastRecord.position,
      createdMs,
      nextLinks: [...nextLinks],
      begun: plan.runs.filter(({ first }) => first === 0).map(({ stream }) => stream),
    },
  };
  return { records, settled, change };
}

function settle(
  request: AppendRequest,
  decided: GroupDecision,
  positions: ReadonlyMap<Run, Position>,
): Settled {
  switch (decided.kind) {
    case 'look':
    case 'later':
      return decided;
    case 'write': {
      const { run, first } = decided;
      const position = (positions.get(run) as Position) + first - run.first;
      return { kind: 'answered', result: committed(request, first, position) };
    }
    case 'decided': {
      const { decision, facts } = decided;
      return isAccepted(decision)
        ? { kind: 'answered', result: alreadyCommitted(request, decision.stored) }
        : { kind: 'refused', error: refusal(request, decision, facts) };
    }
  }
}
