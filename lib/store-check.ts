// A check of the whole store: whether what `schema.ts` says of the records holds. Loaded when it is first needed.
import { boundedMap } from './bounded-map.ts';
import { checkedCallback, checkedSignal } from './check.ts';
import { type EventNumber, type Position, type StreamName, TOMBSTONE } from './core/events.ts';
import { exactIdKey, hashedIdKey, type IdKey } from './core/id-keys.ts';
import type { Sizes } from './core/sizes.ts';
import { openFindings, type StoreProblem } from './core/store-problems.ts';
import { linkCounts } from './core/system-streams.ts';
import type { Database, Transaction } from './database.ts';
import { lastRecord, readLinked } from './ends.ts';
import { findIds } from './find-ids.ts';
import { firstLinkOf } from './links.ts';
import { readHead } from './log.ts';
import { onOneLog } from './log-identity.ts';
import { openStreamEnds, readRecordPage } from './record-pages.ts';
import type { CommitRecord } from './schema.ts';

/** How a check is followed and stopped. */
export interface CheckOptions {
  /** Ends the check after the batch it is at. */
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (progress: CheckProgress) => void;
}

/** How far a check came. */
export interface CheckProgress {
  /** Positions looked at, of `total`. */
  readonly done: Position;
  readonly total: Position;
  /** Events found so far. */
  readonly events: number;
}

/** What a check found. */
export interface StoreCheck extends CheckProgress {
  /** In the order of the log; at most 1,000. Empty = the store is whole, as far as it was looked at. */
  readonly problems: readonly StoreProblem[];
  /** How many more there are. */
  readonly unlisted: number;
  /** The signal ended it early. */
  readonly cancelled: boolean;
}

/** Looks at the events that are there when it begins. @throws LogReplacedError, InvalidArgumentError */
export async function checkStore(
  db: Pick<Database, 'transact' | 'sizes'>,
  options: CheckOptions,
): Promise<StoreCheck> {
  const signal = checkedSignal(options.signal);
  const onProgress = checkedCallback('onProgress', options.onProgress);
  const sameLog = onOneLog();
  const { next: total } = await db.transact('readonly', (tx) => readHead(sameLog(tx)));
  const findings = openFindings();
  const inspect = openInspector(db.sizes);
  let progress: CheckProgress = { done: 0, total, events: 0 };
  let place = BEGINNING;
  let from = 0;
  while (from < total && !signal?.aborted) {
    const begin = from;
    const page = await db.transact('readonly', async (tx) => {
      const { records, next } = await readRecordPage(sameLog(tx), begin, total);
      return { records, next, ...(await inspect(tx, records, place)) };
    });
    place = page.place;
    for (const problem of page.problems) findings.add(problem);
    const more = page.records.reduce((sum, { count }) => sum + count, 0);
    from = page.next;
    progress = { done: from < total ? place.next : total, total, events: progress.events + more };
    onProgress?.({ ...progress });
  }
  const { problems, unlisted } = findings;
  return { ...progress, problems, unlisted, cancelled: from < total };
}

/** How far the records before go. */
interface Place {
  /** One past the last position of all of them. */
  readonly next: Position;
  /** One past the last position that one of them speaks for. */
  readonly spokenFor: Position;
}

const BEGINNING: Place = { next: 0, spokenFor: 0 };

type Inspect = (
  tx: Transaction,
  records: readonly CommitRecord[],
  place: Place,
) => Promise<{ readonly problems: readonly StoreProblem[]; readonly place: Place }>;

/** Given the records in the order of the log. A page may be given twice: its transaction is repeated when the connection is lost. */
function openInspector(sizes: Sizes): Inspect {
  const streamEnds = openStreamEnds(sizes);
  const linkEnds = openLinkEnds(sizes);

  async function inStream(tx: Transaction, record: CommitRecord): Promise<readonly StoreProblem[]> {
    const { stream, first, count } = record;
    const before = await streamEnds.before(tx, record);
    if (first > before + 1 && first !== TOMBSTONE) {
      return [{ kind: 'missing_events', stream, first: before + 1, last: first - 1 }];
    }
    if (first > before) return [];
    return [{ kind: 'repeated_events', stream, first, last: Math.min(before, first + count - 1) }];
  }

  async function inLinks(tx: Transaction, record: CommitRecord): Promise<readonly StoreProblem[]> {
    const problems: StoreProblem[] = [];
    const counts = linkCounts(await readLinked(tx, record));
    for (const [stream, first] of record.links ?? []) {
      const count = counts.get(stream) ?? 0;
      const next = await linkEnds.before(tx, stream, first, count);
      if (next < first) problems.push({ kind: 'missing_links', stream, first: next, last: first - 1 });
      if (next > first) problems.push({ kind: 'repeated_events', stream, first, last: next - 1 });
      if (count === 0) problems.push({ kind: 'missing_links', stream, first, last: first });
    }
    return problems;
  }

  return async (tx, records, begin) => {
    const problems: StoreProblem[] = [];
    let { next, spokenFor } = begin;
    for (const record of records) {
      const { position, stream, first, count, links, linkedCount = count } = record;
      const end = position + count;
      if (position > next) problems.push({ kind: 'missing_positions', first: next, last: position - 1 });
      if (position < next) {
        problems.push({ kind: 'repeated_positions', first: position, last: Math.min(next, end) - 1 });
      }
      problems.push(...(await inStream(tx, record)));
      if (links) {
        problems.push(...(await inLinks(tx, record)));
        spokenFor = Math.max(spokenFor, position + linkedCount);
      } else if (end > spokenFor) {
        problems.push({ kind: 'unlinked_events', stream, first, last: first + count - 1 });
      }
      problems.push(...(await inIds(tx, record)));
      next = Math.max(next, end);
    }
    return { problems, place: { next, spokenFor } };
  };
}

/** Each id needs a key, in its own record or in that of an earlier event of the stream. */
async function inIds(tx: Transaction, { stream, first, ids, idKeys }: CommitRecord): Promise<StoreProblem[]> {
  const keys = new Set<IdKey>(idKeys);
  const hasKey = (id: string) => keys.has(hashedIdKey(stream, id)) || keys.has(exactIdKey(stream, id));
  const others = [...ids.entries()].filter(([, id]) => !hasKey(id));
  if (others.length === 0) return [];
  const { known } = await findIds(
    tx,
    stream,
    others.map(([, id]) => id),
  );
  return others
    .filter(([place, id]) => !((known.get(id)?.eventNumber ?? Number.POSITIVE_INFINITY) < first + place))
    .map(([place]) => ({ kind: 'unknown_ids', stream, first: first + place, last: first + place }));
}

/** Which number each system stream goes on with. */
interface LinkEnds {
  /** The number after the last link before `first`, which `count` links begin at. */
  before(tx: Transaction, systemStream: StreamName, first: EventNumber, count: number): Promise<EventNumber>;
}

/** The ends of more system streams than are remembered are looked up again. */
function openLinkEnds({ rememberedStreams }: Sizes): LinkEnds {
  const ends = boundedMap<StreamName, EventNumber>(rememberedStreams);
  return {
    async before(tx, systemStream, first, count) {
      const known = first === 0 ? 0 : ends.get(systemStream);
      ends.set(systemStream, first + Math.max(count, 1));
      return known !== undefined && known <= first ? known : readLinksBefore(tx, systemStream, first);
    },
  };
}

async function readLinksBefore(
  tx: Transaction,
  systemStream: StreamName,
  first: EventNumber,
): Promise<EventNumber> {
  const last = await lastRecord(tx, systemStream, first - 1);
  if (!last) return 0;
  const count = linkCounts(await readLinked(tx, last)).get(systemStream) ?? 0;
  return firstLinkOf(last, systemStream) + Math.max(count, 1);
}
