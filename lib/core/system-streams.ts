// System streams: `$streams`, `$ce-{category}` and `$et-{type}`, made of links that the log keeps as it is written (semantics 2e).
import { type EventNumber, type StreamName, TOMBSTONE } from './events.ts';
import { LINK_EVENT_TYPE } from './links.ts';

export const ALL_STREAMS: StreamName = '$streams';
const CATEGORY_PREFIX = '$ce-';
const TYPE_PREFIX = '$et-';
export const TOMBSTONE_TYPE = '$streamDeleted';
/** Deletions are found under this type, whatever the type of the event that marks them. */
const DELETED_TYPE = '$deleted';
export const DELETED_STREAM: StreamName = TYPE_PREFIX + DELETED_TYPE;

export function isSystemStream(stream: StreamName): boolean {
  return stream === ALL_STREAMS || stream.startsWith(CATEGORY_PREFIX) || stream.startsWith(TYPE_PREFIX);
}

/** Consecutive events of one stream, as far as links to them need them. */
export interface Linked {
  readonly stream: StreamName;
  /** Number of the first event. */
  readonly first: EventNumber;
  readonly types: readonly string[];
}

/** How many links to these events each system stream holds; only those that hold any. */
export function linkCounts(events: Iterable<Linked>): Map<StreamName, number> {
  // Named at the end: each name costs more than counting does.
  const categories = new Map<string, number>();
  const types = new Map<string, number>();
  let begun = 0;
  for (const linked of events) {
    if (linked.first === TOMBSTONE) {
      add(types, DELETED_TYPE, linked.types.length);
      continue;
    }
    if (linked.first === 0) begun++;
    const category = categoryOf(linked.stream);
    if (category !== undefined) add(categories, category, linked.types.length);
    for (const type of linked.types) if (type !== LINK_EVENT_TYPE) add(types, type, 1);
  }
  const counts = new Map<StreamName, number>();
  if (begun > 0) counts.set(ALL_STREAMS, begun);
  for (const [category, count] of categories) counts.set(CATEGORY_PREFIX + category, count);
  for (const [type, count] of types) counts.set(TYPE_PREFIX + type, count);
  return counts;
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** Which of these events the system stream links to: their places in `types`, in order. */
export function linkedPlaces(systemStream: StreamName, linked: Linked): number[] {
  const places = [...linked.types.keys()];
  if (linked.first === TOMBSTONE) return systemStream === DELETED_STREAM ? places : [];
  if (systemStream === ALL_STREAMS) return linked.first === 0 ? [0] : [];
  if (systemStream.startsWith(CATEGORY_PREFIX)) {
    return categoryOf(linked.stream) === systemStream.slice(CATEGORY_PREFIX.length) ? places : [];
  }
  const type = systemStream.slice(TYPE_PREFIX.length);
  return places.filter((place) => linked.types[place] === type);
}

/** What stands before the first `-`. System streams have no category. */
export function categoryOf(stream: StreamName): string | undefined {
  const dash = stream.indexOf('-');
  return dash <= 0 || stream.startsWith('$') ? undefined : stream.slice(0, dash);
}
