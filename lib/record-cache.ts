// The records read or written last, so that small pages of one record read it once. Records never change but by a scavenge.
import type { EventNumber, Position, StreamName } from './core/events.ts';
import type { Sizes } from './core/sizes.ts';
import type { CommitRecord } from './schema.ts';

export interface RecordCache {
  /** The records that hold these event numbers, both included; undefined unless all of them are here. */
  covering(stream: StreamName, low: EventNumber, high: EventNumber): CommitRecord[] | undefined;
  keep(records: readonly CommitRecord[]): void;
  clear(): void;
}

export function openRecordCache({ cachedLength, cachedEvents }: Sizes): RecordCache {
  // What was used longest ago comes first.
  const records = new Map<Position, CommitRecord>();
  let size = 0;

  function holding(stream: StreamName, eventNumber: EventNumber): CommitRecord | undefined {
    for (const record of records.values()) {
      const isIn = record.first <= eventNumber && eventNumber < record.first + record.count;
      if (isIn && record.stream === stream) return record;
    }
    return undefined;
  }

  function drop(position: Position): void {
    const held = records.get(position);
    if (!held) return;
    records.delete(position);
    size -= sizeOf(held);
  }

  function add(record: CommitRecord): void {
    drop(record.position);
    records.set(record.position, record);
    size += sizeOf(record);
    for (const oldest of records.keys()) {
      if (size <= cachedLength) return;
      drop(oldest);
    }
  }

  /** Makes it the one that was used last. */
  function touch(record: CommitRecord): void {
    records.delete(record.position);
    records.set(record.position, record);
  }

  return {
    covering(stream, low, high) {
      const found: CommitRecord[] = [];
      for (let at = low; at <= high; ) {
        const record = holding(stream, at);
        if (!record) return undefined;
        found.push(record);
        at = record.first + record.count;
      }
      found.forEach(touch);
      return found;
    },
    keep(read) {
      for (const record of read) if (record.count >= cachedEvents) add(record);
    },
    clear() {
      records.clear();
      size = 0;
    },
  };
}

/** Ids and types count, too: events without data would otherwise be kept without bound. */
function sizeOf(record: CommitRecord): number {
  let size = record.stream.length;
  for (const id of record.ids) size += id.length;
  for (const type of record.types) size += type.length;
  for (const payload of record.data) size += payload?.length ?? 0;
  for (const payload of record.metadata) size += payload?.length ?? 0;
  return size;
}
