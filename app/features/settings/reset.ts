// The end of a store: its events, the requests that were made to it, and the folds of its streams.
import { deleteEventStore, type EventStore } from '../../../lib/index.ts';
import { requestsDatabaseName } from '../../client/requests-database.ts';
import { forgetFolds } from '../play/kept-folds.ts';

/** Resolves when all are gone; the store is closed then. Other tabs are asked to let go of them. */
export async function deleteEverything(store: EventStore): Promise<void> {
  await store.close();
  await deleteEventStore(store.name);
  forgetFolds(store.name);
  await deleted(indexedDB.deleteDatabase(requestsDatabaseName(store.name)));
}

function deleted(request: IDBOpenDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
