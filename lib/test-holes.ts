// Stores with holes for tests, as earlier versions left them: records of an append are taken out of the database.
import { type Database, openDatabase } from './database.ts';
import type { CommitRecord } from './schema.ts';

/** Records that are cloned at once: what was refused was the first of the slice before the last. */
const SLICE_RECORDS = 16;

/** All records of a store in the order of the log. */
export function recordsIn(name: string): Promise<readonly CommitRecord[]> {
  return withDatabase(name, (db) => db.transact('readonly', (tx) => tx.objectStore('commits').getAll()));
}

/** Takes out the records that `isLost`; their places are counted from 0. The store must be opened anew. */
export function loseRecords(
  name: string,
  isLost: (record: CommitRecord, place: number) => boolean,
): Promise<readonly CommitRecord[]> {
  return withDatabase(name, (db) =>
    db.transact('readwrite', async (tx) => {
      const commits = tx.objectStore('commits');
      const lost = (await commits.getAll()).filter(isLost);
      for (const { position } of lost) await commits.delete(position);
      return lost;
    }),
  );
}

/** Puts other records in the places of those that `change` gives another for. The store must be opened anew. */
export function changeRecords(
  name: string,
  change: (record: CommitRecord, place: number) => CommitRecord,
): Promise<void> {
  return withDatabase(name, (db) =>
    db.transact('readwrite', async (tx) => {
      const commits = tx.objectStore('commits');
      for (const [place, record] of (await commits.getAll()).entries()) {
        const changed = change(record, place);
        if (changed.position !== record.position) await commits.delete(record.position);
        if (changed !== record) await commits.put(changed);
      }
    }),
  );
}

/** The place, among the records of an append, of the one that was refused while the others were written. */
export function refusedPlace(records: number): number {
  return (Math.ceil(records / SLICE_RECORDS) - 2) * SLICE_RECORDS;
}

async function withDatabase<Result>(name: string, work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = await openDatabase(name, 'relaxed');
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
