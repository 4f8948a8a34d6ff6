// Imports into an open store. Loaded when it is first needed, since most pages never import.
import type { AppendQueue } from './append-queue.ts';
import type { BackupEvent } from './core/ndjson.ts';
import type { Database } from './database.ts';
import { type ImportOptions, type ImportResult, type ImportTarget, importEvents } from './import.ts';
import { checkBatch, importBatch } from './import-batch.ts';
import { followEffects } from './import-effects.ts';
import { rememberLastNumbers } from './last-numbers.ts';
import { onOneLog } from './log-identity.ts';
import { isKeyTaken } from './transaction.ts';

export function importInto(
  db: Database,
  { write }: Pick<AppendQueue, 'write'>,
  source: ReadableStream<Uint8Array> | Blob,
  options: ImportOptions | undefined,
  now: () => number,
): Promise<ImportResult> {
  return importEvents(source, targetIn(db, write, now), options);
}

/** For one file. */
function targetIn(db: Database, write: AppendQueue['write'], now: () => number): ImportTarget {
  // A file is read into one log: behind a replacement the new one would get its second half alone.
  const checked = onOneLog();
  const lastNumbers = rememberLastNumbers(db.sizes);
  const effects = followEffects(lastNumbers, now);
  let lookUpIds = false;
  const add = (events: readonly BackupEvent[]) =>
    write((tx) => importBatch(checked(tx), events, { lastNumbers, effects }, lookUpIds));
  return {
    sizes: db.sizes,
    async importBatch(events) {
      const { counts, added, own } = await add(events).catch((error: unknown) => {
        if (!isKeyTaken(error) || lookUpIds) throw error;
        // A stream has an id again, and in the rest of the file there may be more of them.
        lookUpIds = true;
        return add(events);
      });
      lastNumbers.follow(added);
      effects.follow(added, own);
      return counts;
    },
    async checkBatch(events, earlier) {
      const { counts, added, own } = await db.transact('readonly', (tx) =>
        checkBatch(checked(tx), events, { lastNumbers, effects }, earlier),
      );
      effects.follow(added, own);
      return counts;
    },
    effects: () => effects.soFar(),
  };
}
