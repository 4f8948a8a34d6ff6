// What is stored: records, indexes, and the steps from every earlier version of the database to this one.
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { v4 } from 'uuid';
import type { EventId, EventNumber, LogId, Payload, Position, StreamName } from './core/events.ts';
import { exactIdKey, hashedIdKey, type IdKey } from './core/id-keys.ts';

/**
 * Consecutive events of one stream, written at once; only a scavenge changes them, by dropping payloads.
 * Invariants of what is written:
 * 1. `position` + `count` is the `position` of the next record: positions have no gaps.
 * 2. `first` + `count` is the `first` of the next record of the stream: event numbers have no gaps.
 * 3. Over all records of a stream each id has one key in `idKeys`, at its lowest event number.
 * 4. Over all records each event is spoken for by the `links` of one record: a system stream's entries in them number its
 *    links without gaps.
 *
 * Stores with holes: earlier versions asked for the commit of an append that had been refused, and Chromium then wrote it
 * without the one record that was refused. An import keeps the holes in event numbers that a backup announces. So a read relies
 * on less:
 * 1. Positions, and the numbers of a stream, are keys in the order in which they were written. Any of them may be missing, and
 *    the count of records or numbers between two of them says nothing. Only the last position and the last number of a stream
 *    are those of a record.
 * 2. Where a record that speaks for others is missing, they are in no system stream. Where one that is spoken for is missing,
 *    the numbers of its links are missing at the end of those that are spoken for together; a system stream may end in such
 *    numbers, which are taken and have no link.
 * 3. An id whose key was in a missing record has none, though the stream may have it again in a later record.
 * `store-check.ts` finds all of these.
 */
export interface CommitRecord {
  /** Of the first event. */
  readonly position: Position;
  readonly stream: StreamName;
  /** Number of the first event. */
  readonly first: EventNumber;
  readonly count: number;
  /** In ms since 1970-01-01 UTC. */
  readonly createdMs: number;
  readonly ids: readonly EventId[];
  readonly types: readonly string[];
  /** null = dropped by a scavenge. */
  readonly data: readonly (Payload | null)[];
  readonly metadata: readonly (Payload | null)[];
  /** Keys of the ids that occur here for the first time in their stream. */
  readonly idKeys: readonly IdKey[];
  /**
   * For each system stream that links to events which this record speaks for: its name, and the number of the first such
   * link. Absent: a record before this one speaks for it.
   */
  readonly links?: readonly (readonly [StreamName, EventNumber])[];
  /** How many positions this record speaks for, from its first one on; absent = those of its own events. */
  readonly linkedCount?: number;
  /** Only where the append brought a soft-deleted stream back: `[stream, first]`. */
  readonly recreates?: readonly [StreamName, EventNumber];
}

/** A projection as saved: state and checkpoint change together. */
export interface ProjectionRecord {
  readonly name: string;
  /** Of the program that folds it, and what it folds: another one of either begins anew. */
  readonly version: number;
  readonly source: string;
  /** Number or position of the last event folded or passed by; -1 = none. */
  readonly checkpoint: number;
  readonly state: unknown;
  /** How often it was saved: a save decided from an older one is not written. */
  readonly saves: number;
}

export interface Schema extends DBSchema {
  commits: {
    key: Position;
    value: CommitRecord;
    indexes: {
      /** Finds a page; unique, so an append decided from a stale head cannot be written. */
      stream: [StreamName, EventNumber];
      /** Finds an id; unique, so an append need not look up its ids to know that they are new. */
      ids: IdKey;
      links: [StreamName, EventNumber];
      recreates: [StreamName, EventNumber];
    };
  };
  projections: { key: string; value: ProjectionRecord };
  /** One row: the identity of the log, which lasts as long as the database. */
  log: { key: 'id'; value: LogId };
}

export const SCHEMA_VERSION = 4;

export type UpgradeTransaction = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Steps only add and convert. What fails leaves the old version as it was: all steps are one transaction. */
export async function upgrade(
  db: IDBPDatabase<Schema>,
  oldVersion: number,
  tx: UpgradeTransaction,
): Promise<void> {
  if (oldVersion < 1) {
    const commits = db.createObjectStore('commits', { keyPath: 'position' });
    commits.createIndex('stream', ['stream', 'first'], { unique: true });
    commits.createIndex('links', 'links', { unique: true, multiEntry: true });
    commits.createIndex('recreates', 'recreates');
    db.createObjectStore('projections', { keyPath: 'name' });
  }
  if (oldVersion < 2) {
    const commits = tx.objectStore('commits');
    if (oldVersion === 1) await hashIdKeys(tx);
    commits.createIndex('ids', 'idKeys', { unique: true, multiEntry: true });
  }
  // Version 3 lets one record speak for others, which a program of version 2 would not understand.
  if (oldVersion < 4) await db.createObjectStore('log').put(v4(), 'id');
}

/** Version 1 kept the keys of ids as texts, in an index of another name. */
interface RecordOfVersion1 extends Omit<CommitRecord, 'idKeys'> {
  readonly firstIds: readonly string[];
}

async function hashIdKeys(tx: UpgradeTransaction): Promise<void> {
  const commits = tx.objectStore('commits');
  commits.deleteIndex('firstIds' as 'ids');
  const taken = new Set<number>();
  for (let cursor = await commits.openCursor(); cursor; cursor = await cursor.continue()) {
    const { firstIds, ...record } = cursor.value as unknown as RecordOfVersion1;
    const idKeys = firstIds.map((key) => {
      const id = key.slice(0, 36);
      const hash = hashedIdKey(record.stream, id);
      if (taken.has(hash)) return exactIdKey(record.stream, id);
      taken.add(hash);
      return hash;
    });
    await cursor.update({ ...record, idKeys });
  }
}
