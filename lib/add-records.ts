// Records into the object store, without holding up the page.
import type { CommitRecord } from './schema.ts';

/** Cloning more records than this at once would be noticed. */
const SLICE_RECORDS = 16;

/**
 * Adds records, each of which must have new keys. Resolves when all but the last few are stored, which is before the
 * transaction commits; one that is refused aborts it.
 */
export async function addRecords(commits: IDBObjectStore, records: readonly CommitRecord[]): Promise<void> {
  let sent: Promise<void> | undefined;
  for (let start = 0; start < records.length; start += SLICE_RECORDS) {
    if (sent) await sent;
    const requests = records.slice(start, start + SLICE_RECORDS).map((record) => commits.add(record));
    if (start + SLICE_RECORDS < records.length) sent = settled(requests[0] as IDBRequest);
  }
}

/** Its failure is told by the transaction that it aborts. */
function settled(request: IDBRequest): Promise<void> {
  return new Promise((resolve) => {
    request.onsuccess = request.onerror = () => resolve();
  });
}
