// Events of a backup as records at the end of the log.
import { type EventId, type EventNumber, type StreamName, TOMBSTONE } from './core/events.ts';
import type { BackupEvent } from './core/ndjson.ts';
import { systemStreamsOf } from './core/system-streams.ts';
import type { CommitRecord, Transaction, WriteTransaction } from './database.ts';
import { findIds, readHead, readStreamState, type Written } from './log.ts';
import { type NewEvents, recordsOf } from './records.ts';

type Run = readonly [BackupEvent, ...BackupEvent[]];

/** Adds new events in their order; each must be the next of its stream. */
export async function addBackup(
  tx: WriteTransaction,
  events: readonly BackupEvent[],
): Promise<readonly Written[]> {
  if (events.length === 0) return [];
  const runs = runsOf(events);
  // What all runs need is looked up once: a log of small appends has as many runs as events.
  const [head, ids, nextLinks] = await Promise.all([
    readHead(tx),
    readIds(tx, events),
    readNextLinks(tx, runs),
  ]);
  const written: Written[] = [];
  const records: CommitRecord[] = [];
  let position = head;
  for (const run of runs) {
    const [{ stream, eventNumber: first, createdMs, recreates }] = run;
    const known = ids.get(stream) as Set<EventId>;
    records.push(
      ...recordsOfRun({ stream, position, first, createdMs, events: run, known, recreates }, nextLinks),
    );
    for (const { id } of run) known.add(id);
    written.push({ stream, position, first, count: run.length });
    position += run.length;
  }
  await Promise.all(records.map((record) => tx.objectStore('commits').add(record)));
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

/** Which of the ids to add each stream has already. */
async function readIds(
  tx: Transaction,
  events: readonly BackupEvent[],
): Promise<ReadonlyMap<StreamName, Set<EventId>>> {
  const added = new Map<StreamName, BackupEvent[]>();
  for (const event of events) {
    const those = added.get(event.stream);
    if (those) those.push(event);
    else added.set(event.stream, [event]);
  }
  const known = [...added].map(async ([stream, those]) => {
    // A stream that begins here has none, and then a restored store costs no look-up of every id.
    const ids = those[0]?.eventNumber === 0 ? [] : those.map(({ id }) => id);
    return [stream, new Set((await findIds(tx, stream, ids)).keys())] as const;
  });
  return new Map(await Promise.all(known));
}

/** The number that the next link of each system stream concerned gets. */
async function readNextLinks(tx: Transaction, runs: readonly Run[]): Promise<Map<StreamName, EventNumber>> {
  const streams = new Set(runs.flatMap((run) => concernedBy(run[0].stream, run[0].eventNumber, run)));
  const next = [...streams].map(
    async (stream) => [stream, (await readStreamState(tx, stream)).current + 1] as const,
  );
  return new Map(await Promise.all(next));
}

/** Advances the links that the run makes. */
function recordsOfRun(run: NewEvents, nextLinks: Map<StreamName, EventNumber>): readonly CommitRecord[] {
  const concerned = concernedBy(run.stream, run.first, run.events);
  const own = new Map(concerned.map((stream) => [stream, nextLinks.get(stream) as EventNumber]));
  const records = recordsOf(run, own);
  for (const [stream, next] of own) nextLinks.set(stream, next);
  return records;
}

function concernedBy(
  stream: StreamName,
  first: EventNumber,
  events: readonly { readonly type: string }[],
): readonly StreamName[] {
  return [...systemStreamsOf({ stream, first, types: events.map(({ type }) => type) })];
}
