// The end of a store: its events, the requests that were made to it, and the folds of its streams.
import { deleteEventStore, type EventStore, UpgradeBlockedError } from '../../../lib/index.ts';
import { deleteRequestsDatabase } from '../../client/requests-database.ts';
import { forgetFolds } from '../play/kept-folds.ts';

/**
 * Resolves when all are gone; the store is closed then. Other tabs are asked to let go of them.
 * @throws UpgradeBlockedError when one does not: the events go when that tab is closed, so all else goes now.
 */
export async function deleteEverything(store: EventStore): Promise<void> {
  await store.close();
  const blocked = await unlessBlocked(deleteEventStore(store.name));
  forgetFolds(store.name);
  await deleteRequestsDatabase(store.name);
  if (blocked) throw blocked;
}

async function unlessBlocked(deleting: Promise<void>): Promise<UpgradeBlockedError | undefined> {
  try {
    await deleting;
    return undefined;
  } catch (error) {
    if (error instanceof UpgradeBlockedError) return error;
    throw error;
  }
}
