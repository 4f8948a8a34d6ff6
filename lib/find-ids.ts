// Where ids are committed in a stream, found by the index of hashed ids.
import { checkedList, refused } from './check.ts';
import type { EventId, RecordedEvent, StreamName } from './core/events.ts';
import { exactIdKey, hashedIdKey, type IdKey, type IdsInUse } from './core/id-keys.ts';
import { isEventId } from './core/limits.ts';
import type { Transaction } from './database.ts';
import { eventOf } from './records.ts';
import type { CommitRecord } from './schema.ts';

export interface FoundIds extends IdsInUse {
  /** The first event of the stream with each of the ids that are in it. */
  readonly known: ReadonlyMap<EventId, RecordedEvent>;
}

/** In lower case. */
export function checkedIds(ids: readonly EventId[]): readonly EventId[] {
  return checkedList('ids', ids).map((id: unknown, place) => {
    if (isEventId(id)) return id.toLowerCase();
    throw refused(`ids[${place}]`, 'a GUID, in 8-4-4-4-12 hexadecimal digits', id);
  });
}

/** The ids of a retry stand together, so a record that holds one is searched for all; the others are looked up one by one. */
export async function findIds(
  tx: Transaction,
  stream: StreamName,
  ids: Iterable<EventId>,
): Promise<FoundIds> {
  const commits = tx.objectStore('commits');
  const index = commits.index('ids');
  const wanted = new Set(ids);
  const known = new Map<EventId, RecordedEvent>();
  const collided = new Set<EventId>();

  function take(record: CommitRecord | undefined): void {
    if (record?.stream !== stream) return;
    const keys = new Set<IdKey>(record.idKeys);
    for (const [place, id] of record.ids.entries()) {
      if (!wanted.has(id)) continue;
      // Without its key the id is written here again, and first somewhere else.
      if (!keys.has(hashedIdKey(stream, id)) && !keys.has(exactIdKey(stream, id))) continue;
      known.set(id, eventOf(record, place));
      wanted.delete(id);
    }
  }

  async function takeNext(id: EventId): Promise<boolean> {
    const record = await index.get(hashedIdKey(stream, id));
    if (!record) wanted.delete(id);
    take(record);
    return known.has(id);
  }

  for (const id of wanted) if (!(await takeNext(id))) break;

  const rest = [...wanted];
  const positions = await Promise.all(rest.map((id) => index.getKey(hashedIdKey(stream, id))));
  const holders = [...new Set(positions)].filter((position) => position !== undefined);
  for (const record of await Promise.all(holders.map((position) => commits.get(position)))) take(record);

  for (const [place, id] of rest.entries()) {
    if (positions[place] === undefined || known.has(id)) continue;
    collided.add(id);
    take(await index.get(exactIdKey(stream, id)));
  }
  return { known, collided };
}
