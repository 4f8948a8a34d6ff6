// Stores for one try each.
import { deleteEventStore, type EventStore, openEventStore } from '../../lib/index.ts';

let count = 0;

export async function withStore(work: (store: EventStore) => Promise<void>): Promise<void> {
  const store = await openEventStore({ name: `fuzz ${count++}` });
  try {
    await work(store);
  } finally {
    await store.close();
    await deleteEventStore(store.name);
  }
}
