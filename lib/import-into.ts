// Imports into an open store. Loaded when it is first needed, since most pages never import.
import type { AppendQueue } from './append-queue.ts';
import type { Database } from './database.ts';
import { type ImportOptions, type ImportResult, importEvents } from './import.ts';
import { checkBatch, importBatch } from './import-batch.ts';
import { onOneLog } from './log-identity.ts';
import { isKeyTaken } from './transaction.ts';

export function importInto(
  db: Database,
  { write }: AppendQueue,
  source: ReadableStream<Uint8Array> | Blob,
  options: ImportOptions | undefined,
): Promise<ImportResult> {
  // A file is read into one log: behind a replacement the new one would get its second half alone.
  const checked = onOneLog();
  return importEvents(
    source,
    {
      sizes: db.sizes,
      importBatch: (events) =>
        write((tx) => importBatch(checked(tx), events, false)).catch((error: unknown) => {
          if (!isKeyTaken(error)) throw error;
          return write((tx) => importBatch(checked(tx), events, true));
        }),
      checkBatch: (events, earlier) =>
        db.transact('readonly', (tx) => checkBatch(checked(tx), events, earlier)),
    },
    options,
  );
}
