// Imports into an open store. Loaded when it is first needed, since most pages never import.
import type { AppendQueue } from './append-queue.ts';
import type { Database } from './database.ts';
import { type ImportOptions, type ImportResult, importEvents } from './import.ts';
import { checkBatch, importBatch } from './import-batch.ts';
import { isKeyTaken } from './transaction.ts';

export function importInto(
  db: Database,
  { write }: AppendQueue,
  source: ReadableStream<Uint8Array> | Blob,
  options: ImportOptions | undefined,
): Promise<ImportResult> {
  return importEvents(
    source,
    {
      importBatch: (events) =>
        write((tx) => importBatch(tx, events, false)).catch((error: unknown) => {
          if (!isKeyTaken(error)) throw error;
          return write((tx) => importBatch(tx, events, true));
        }),
      checkBatch: (events, earlier) => db.transact('readonly', (tx) => checkBatch(tx, events, earlier)),
    },
    options,
  );
}
