// System streams: `$streams`, `$ce-{category}` and `$et-{type}`, made of links that the log keeps as it is written (semantics 2e).
import { type EventNumber, type StreamName, TOMBSTONE } from './events.ts';
import { LINK_EVENT_TYPE } from './links.ts';

export const ALL_STREAMS: StreamName = '$streams';
const CATEGORY_PREFIX = '$ce-';
const TYPE_PREFIX = '$et-';
export const TOMBSTONE_TYPE = '$streamDeleted';
/** Deletions are found under this type, whatever the type of the event that marks them. */
export const DELETED_STREAM: StreamName = `${TYPE_PREFIX}$deleted`;

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

/** The system streams that hold links to some of these events. */
export function systemStreamsOf(linked: Linked): Set<StreamName> {
  const streams = new Set<StreamName>();
  if (linked.first === TOMBSTONE) return streams.add(DELETED_STREAM);
  if (linked.first === 0) streams.add(ALL_STREAMS);
  const category = categoryOf(linked.stream);
  if (category !== undefined) streams.add(CATEGORY_PREFIX + category);
  for (const type of linked.types) if (type !== LINK_EVENT_TYPE) streams.add(TYPE_PREFIX + type);
  return streams;
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
