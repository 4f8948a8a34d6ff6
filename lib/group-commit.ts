// One group of appends in one readwrite transaction.
import { addRecords } from './add-records.ts';
import { type AppendRequest, type AppendResult, alreadyCommitted, committed } from './append.ts';
import { comparedFrom } from './core/append.ts';
import { type GroupDecision, planGroup, type Run, type StreamHead } from './core/append-group.ts';
import type { EventId, Position, StreamName } from './core/events.ts';
import { NO_IDS_IN_USE } from './core/id-keys.ts';
import { linkCounts } from './core/system-streams.ts';
import type { Database, Transaction } from './database.ts';
import { isAccepted, refusal } from './decide.ts';
import { type FoundIds, findIds } from './find-ids.ts';
import { withLinks } from './links.ts';
import type { LogChange, Memory } from './memory.ts';
import { recordsOf, type UnlinkedRecord } from './records.ts';
import { commitsOf } from './requests.ts';
import type { CommitRecord } from './schema.ts';

export type Settled =
  | { readonly kind: 'answered'; readonly result: AppendResult }
  | { readonly kind: 'refused'; readonly error: Error }
  /** Nothing was written of this append; it has to be decided with all its facts. */
  | { readonly kind: 'undecided' };

/** What became of a group, in the order of its appends. */
export interface GroupCommit {
  readonly settled: readonly Settled[];
  /** Undefined when nothing was written. */
  readonly change: LogChange | undefined;
  /** What was written. */
  readonly records: readonly CommitRecord[];
}

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
 * Writes what is to be written. Ids are taken to be new, and what is remembered to hold, since the keys of the records
 * are refused when it is not so. @throws an error that `isKeyTaken` knows: then nothing was written, and
 * `commitGroupSlowly` finds out why. @throws StorageFullError, StoreClosedError
 */
export async function commitGroup(
  db: Database,
  memory: Memory,
  requests: readonly AppendRequest[],
): Promise<GroupCommit> {
  const group = groupOf(requests);
  const heads = rememberedHeads(memory, group);
  if (heads) {
    const prepared = prepare(memory, heads, group, undefined);
    if (prepared.records.length === 0) return prepared;
    // What was remembered is forgotten when the connection is a new one.
    if (await db.add(prepared.records, () => memory.next === prepared.change?.from)) return prepared;
  }
  return learnAndCommit(db, memory, group, async () => undefined);
}

/**
 * Forgets and learns anew. Where nobody else had written, it was a stream or an id that is there already, and the ids are
 * looked up; else they are taken to be new once more. @throws as commitGroup
 */
export function commitGroupAnew(
  db: Database,
  memory: Memory,
  requests: readonly AppendRequest[],
): Promise<GroupCommit> {
  const before = memory.lastKey;
  memory.forget();
  return learnAndCommit(db, memory, groupOf(requests), async (tx) =>
    memory.lastKey === before ? findAllIds(tx, requests) : undefined,
  );
}

/** Looks everything up first, the ids, too. */
export function commitGroupSlowly(
  db: Database,
  memory: Memory,
  requests: readonly AppendRequest[],
): Promise<GroupCommit> {
  memory.forget();
  return learnAndCommit(db, memory, groupOf(requests), (tx) => findAllIds(tx, requests));
}

function learnAndCommit(
  db: Database,
  memory: Memory,
  group: Group,
  find: (tx: Transaction) => Promise<Ids | undefined>,
): Promise<GroupCommit> {
  return db.transact('readwrite', async (tx) => {
    await memory.learn(
      tx,
      group.requests.map(({ stream }) => stream),
      group.systemStreams,
    );
    const prepared = prepare(memory, memory.headOf, group, await find(tx));
    await addRecords(commitsOf(tx), prepared.records);
    return prepared;
  });
}

type HeadOf = (stream: StreamName) => StreamHead | undefined;

const NEW_STREAM: StreamHead = { current: -1, hasMetadata: false, deleted: false };

/**
 * The heads of all streams of the group; undefined where something is not remembered. Who expects no stream is believed
 * where nothing of it could be hidden: if it has events after all, the number of the first is refused. And where many
 * streams in a row were new, the next is taken for a new one, too.
 */
function rememberedHeads(memory: Memory, { requests, systemStreams }: Group): HeadOf | undefined {
  if (memory.next === undefined) return undefined;
  const unknown = requests.filter(({ stream }) => !memory.headOf(stream));
  const believed = new Set<StreamName>();
  for (const { stream, expectedVersion } of memory.isPlain ? unknown : []) {
    const expectsNone = comparedFrom(expectedVersion) === -1;
    if (expectsNone || (memory.expectsNew && expectedVersion === 'any')) believed.add(stream);
  }
  if (unknown.some(({ stream }) => !believed.has(stream))) return undefined;
  if (systemStreams.some((stream) => memory.nextLinkOf(stream) === undefined)) return undefined;
  return (stream) => memory.headOf(stream) ?? (believed.has(stream) ? NEW_STREAM : undefined);
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
  memory: Memory,
  headOf: HeadOf,
  { requests, systemStreams }: Group,
  ids: Ids | undefined,
): GroupCommit {
  const known = ids && new Map([...ids].map(([stream, found]) => [stream, found.known] as const));
  const plan = planGroup(requests, { headOf, known });
  const positions = new Map<Run, Position>();
  const unlinked: UnlinkedRecord[] = [];
  const nextLinks = new Map(systemStreams.map((stream) => [stream, memory.nextLinkOf(stream) ?? 0]));
  const takenHashes = new Set<number>();
  const from = memory.next ?? 0;
  const createdMs = requests[0]?.nowMs ?? 0;
  let position = from;
  for (const run of plan.runs) {
    positions.set(run, position);
    const inUse = ids?.get(run.stream) ?? NO_IDS_IN_USE;
    unlinked.push(...recordsOf({ ...run, position, createdMs, ids: inUse }, takenHashes));
    position += run.events.length;
  }
  const records = withLinks(unlinked, nextLinks);
  const settled = requests.map((request, place) =>
    settle(request, plan.decisions[place] as GroupDecision, positions),
  );
  if (records.length === 0) return { records, settled, change: undefined };
  const change: LogChange = {
    from,
    next: position,
    streams: plan.runs.map(({ stream, first, events }) => ({ stream, version: first + events.length - 1 })),
    followed: {
      lastKey: records.at(-1)?.position ?? from,
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
    case 'undecided':
      return decided;
    case 'write': {
      const position = (positions.get(decided.run) ?? 0) + decided.first - decided.run.first;
      return { kind: 'answered', result: committed(request, decided.first, position) };
    }
    case 'decided': {
      const { decision, facts } = decided;
      return isAccepted(decision)
        ? { kind: 'answered', result: alreadyCommitted(request, decision.stored) }
        : { kind: 'refused', error: refusal(request, decision, facts) };
    }
  }
}
