// Events of a backup as records at the end of the log.
import { addRecords } from './add-records.ts';
import { type EventId, type StreamName, TOMBSTONE } from './core/events.ts';
import type { IdsInUse } from './core/id-keys.ts';
import type { BackupEvent } from './core/ndjson.ts';
import { type Linked, linkCounts } from './core/system-streams.ts';
import type { Transaction, WriteTransaction } from './database.ts';
import { findIds } from './find-ids.ts';
import { withLinks } from './links.ts';
import { readHead, readNextLinks, type Written } from './log.ts';
import { recordsOf, type UnlinkedRecord } from './records.ts';

type Run = readonly [BackupEvent, ...BackupEvent[]];

/** Adds new events in their order; each must be the next of its stream. Their ids are taken to be new, unless `lookUpIds`. */
export async function addBackup(
  tx: WriteTransaction,
  events: readonly BackupEvent[],
  lookUpIds: boolean,
): Promise<readonly Written[]> {
  if (events.length === 0) return [];
  const runs = runsOf(events);
  // What all runs need is looked up once: a log of small appends has as many runs as events.
  const [head, ids, nextLinks] = await Promise.all([
    readHead(tx),
    readIds(tx, events, lookUpIds),
    readNextLinks(tx, linkCounts(runs.map(linkedOf)).keys()),
  ]);
  const takenHashes = new Set<number>();
  const written: Written[] = [];
  const records: UnlinkedRecord[] = [];
  let position = head.next;
  for (const run of runs) {
    const [{ stream, eventNumber: first, createdMs, recreates }] = run;
    const inUse = ids.get(stream) as OwnIds;
    const added = { stream, position, first, createdMs, events: run, ids: inUse, recreates };
    records.push(...recordsOf(added, takenHashes, tx.sizes));
    for (const { id } of run) inUse.known.add(id);
    written.push({ stream, position, first, count: run.length });
    position += run.length;
  }
  await addRecords(tx, withLinks(records, nextLinks, tx.sizes));
  return written;
}

/** Cuts events into those that can share records: consecutive ones of a stream, written in the same moment. */
function runsOf(events: readonly BackupEvent[]): readonly Run[] {
  const runs: [BackupEvent, ...BackupEvent[]][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && continues(run, event)) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

function continues([first, ...more]: Run, event: BackupEvent): boolean {
  return (
    event.stream === first.stream &&
    event.eventNumber === first.eventNumber + more.length + 1 &&
    event.eventNumber !== TOMBSTONE &&
    event.createdMs === first.createdMs &&
    !event.recreates
  );
}

/** Grows as runs are added. */
interface OwnIds extends IdsInUse {
  readonly known: Set<EventId>;
}

/** Which of the ids to add each stream has already. */
async function readIds(
  tx: Transaction,
  events: readonly BackupEvent[],
  lookUpIds: boolean,
): Promise<ReadonlyMap<StreamName, OwnIds>> {
  const added = new Map<StreamName, EventId[]>();
  for (const { stream, id } of events) {
    const ids = added.get(stream);
    if (ids) ids.push(id);
    else added.set(stream, [id]);
  }
  const inUse = [...added].map(async ([stream, ids]) => {
    const { known, collided } = await findIds(tx, stream, lookUpIds ? ids : []);
    return [stream, { known: new Set(known.keys()), collided }] as const;
  });
  return new Map(await Promise.all(inUse));
}

function linkedOf(run: Run): Linked {
  const [{ stream, eventNumber: first }] = run;
  return { stream, first, types: run.map(({ type }) => type) };
}
