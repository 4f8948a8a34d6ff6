// One batch of a backup inside the transaction that writes it, or, in a dry run, only looks.
import type { Outcome } from './append.ts';
import { type EventNumber, type RecordedEvent, type StreamName, TOMBSTONE } from './core/events.ts';
import type { OwnStreams } from './core/import-effects.ts';
import {
  addTo,
  type EventContent,
  type KnownStream,
  type KnownStreams,
  knownOf,
  planImport,
} from './core/import-plan.ts';
import type { BackupEvent } from './core/ndjson.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import type { Transaction, WriteTransaction } from './database.ts';
import type { FollowedEffects } from './import-effects.ts';
import { addBackup } from './import-records.ts';
import type { LastNumbers } from './last-numbers.ts';
import { readEvents } from './log.ts';

/** Events of a backup, by what became of them. */
export interface ImportCounts {
  readonly newEvents: number;
  /** In the store at the same number of the same stream, with the same id and content. */
  readonly alreadyThere: number;
}

/** What was written of a batch, or would be. */
export interface ImportedBatch {
  readonly counts: ImportCounts;
  /** Once they are committed, `LastNumbers` and the effects are to follow them. */
  readonly added: readonly BackupEvent[];
  /** The streams that were there before the import, and that this batch is the first to touch. */
  readonly own: OwnStreams;
}

/** What is known of a store in the course of an import. */
export interface ImportCourse {
  readonly lastNumbers: LastNumbers;
  readonly effects: Pick<FollowedEffects, 'look'>;
}

/** An event of the batch does not fit into the store: `index` is its place in the batch, from 0. Nothing was written. */
export class ImportConflict extends Error {
  override readonly name = 'ImportConflict';
  readonly index: number;
  readonly reason: string;

  constructor(index: number, reason: string) {
    super(`Event ${index + 1} of the batch: ${reason}. Nothing of the batch was written.`);
    this.index = index;
    this.reason = reason;
  }
}

/**
 * Writes the events that are not there yet, at the end of the log, all or none. Unless `lookUpIds`, their ids are taken to be
 * new, and then a key may be refused. @throws ImportConflict
 */
export async function importBatch(
  tx: WriteTransaction,
  events: readonly BackupEvent[],
  { lastNumbers, effects }: ImportCourse,
  lookUpIds: boolean,
): Promise<Outcome<ImportedBatch>> {
  const streams = await readKnown(tx, events, lastNumbers);
  const added = plan(events, streams);
  const own = await effects.look(tx, added);
  const written = await addBackup(tx, added, lookUpIds);
  return { result: { counts: countsOf(events, added), added, own }, written };
}

/** What `importBatch` would do had it written the `earlier` events, which this batch's are added to. @throws ImportConflict */
export async function checkBatch(
  tx: Transaction,
  events: readonly BackupEvent[],
  { lastNumbers, effects }: ImportCourse,
  earlier: KnownStreams,
): Promise<ImportedBatch> {
  const streams = await readKnown(tx, events, lastNumbers);
  for (const { stream, eventNumber } of events) {
    const planned = earlier.get(stream);
    if (planned) streams.set(stream, both(knownOf(streams, stream), planned, eventNumber));
  }
  const added = plan(events, streams);
  const own = await effects.look(tx, added);
  for (const event of added) addTo(earlier, event);
  return { counts: countsOf(events, added), added, own };
}

function both(stored: KnownStream, planned: KnownStream, eventNumber: EventNumber): KnownStream {
  const id = planned.ids.get(eventNumber);
  if (id !== undefined && !stored.ids.has(eventNumber)) stored.ids.set(eventNumber, id);
  return {
    current: Math.max(stored.current, planned.current),
    tombstoned: stored.tombstoned || planned.tombstoned,
    ids: stored.ids,
    contents: stored.contents,
  };
}

function plan(events: readonly BackupEvent[], streams: KnownStreams): readonly BackupEvent[] {
  const planned = planImport(events, streams);
  if (planned.kind === 'conflict') throw new ImportConflict(planned.index, planned.reason);
  return planned.newEvents;
}

function countsOf(events: readonly BackupEvent[], newEvents: readonly BackupEvent[]): ImportCounts {
  return { newEvents: newEvents.length, alreadyThere: events.length - newEvents.length };
}

async function readKnown(
  tx: Transaction,
  events: readonly BackupEvent[],
  lastNumbers: LastNumbers,
): Promise<KnownStreams> {
  const wanted = new Map<StreamName, EventNumber[]>();
  for (const { stream, eventNumber } of events) {
    const numbers = wanted.get(stream);
    if (numbers) numbers.push(eventNumber);
    else wanted.set(stream, [eventNumber]);
  }
  const owners = [...wanted.keys()].flatMap((stream) => metadataOwner(stream) ?? []);
  const last = await lastNumbers.of(tx, new Set([...wanted.keys(), ...owners]));
  const isTombstoned = (stream: StreamName | undefined) =>
    stream !== undefined && last.get(stream) === TOMBSTONE;
  const known = [...wanted].map(async ([stream, numbers]): Promise<readonly [StreamName, KnownStream]> => {
    const current = last.get(stream) ?? -1;
    const tombstoned = isTombstoned(stream) || isTombstoned(metadataOwner(stream));
    const stored = await readNumbers(
      tx,
      stream,
      numbers.filter((number) => number <= current),
    );
    return [stream, { current, tombstoned, ...stored }];
  });
  return new Map(await Promise.all(known));
}

async function readNumbers(
  tx: Transaction,
  stream: StreamName,
  numbers: readonly EventNumber[],
): Promise<Pick<KnownStream, 'ids' | 'contents'>> {
  const found = await Promise.all(
    rangesOf(numbers).map(({ low, high }) => readEvents(tx, stream, low, high)),
  );
  return {
    ids: new Map(found.flat().map(({ eventNumber, id }) => [eventNumber, id])),
    contents: new Map(found.flat().map((event) => [event.eventNumber, contentOf(event)])),
  };
}

function contentOf({ type, rawData, rawMetadata, scavenged }: RecordedEvent): EventContent {
  return { type, data: scavenged ? null : rawData, metadata: rawMetadata };
}

/** Apart, numbers far from each other make no one read what is between them. */
function rangesOf(numbers: readonly EventNumber[]): readonly { low: EventNumber; high: EventNumber }[] {
  const ranges: { low: EventNumber; high: EventNumber }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last.high + 1 === number) last.high = number;
    else ranges.push({ low: number, high: number });
  }
  return ranges;
}
