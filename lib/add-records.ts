// Records into the object store, without holding up the page.
import type { WriteTransaction } from './database.ts';
import { commitsOf } from './requests.ts';
import type { CommitRecord } from './schema.ts';

/**
 * Adds records, each of which must have new keys. Resolves when all but the last two slices are stored, which is before
 * the transaction commits. A refused record aborts the transaction, which reports the failure; then this never resolves.
 */
export async function addRecords(tx: WriteTransaction, records: readonly CommitRecord[]): Promise<void> {
  const commits = commitsOf(tx);
  const { sliceRecords } = tx.sizes;
  let isStored: Promise<void> | undefined;
  for (let start = 0; start < records.length; start += sliceRecords) {
    if (isStored) await isStored;
    const requests = records.slice(start, start + sliceRecords).map((record) => commits.add(record));
    if (start + sliceRecords < records.length) isStored = success(requests[0] as IDBRequest);
  }
}

/**
 * Resolves on success alone. In an error event the transaction is still active until the event has been dispatched, and
 * Chromium would commit what is added then, without the refused record.
 */
function success(request: IDBRequest): Promise<void> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve();
  });
}
