// Where the events of a backup fit into a store: new, there already, or in conflict with what is there.
import { isSamePayload } from './append.ts';
import { type EventId, type EventNumber, type StreamName, TOMBSTONE } from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import type { BackupEvent } from './ndjson.ts';
import { metadataStreamOf } from './stream-metadata.ts';

/** What a store knows of a stream. */
export interface KnownStream {
  /** Number of the last event; a tombstone does not count. */
  readonly current: StreamVersion;
  /** It, or the stream that it is the metadata of, is deleted for good. */
  readonly tombstoned: boolean;
  /** Ids by event number, at least of the numbers that the events to place have. */
  readonly ids: Map<EventNumber, EventId>;
  /** What is known of these events beside their ids, by event number. */
  readonly contents: Map<EventNumber, EventContent>;
}

/** Data that is null was dropped by a scavenge. */
export type EventContent = Pick<BackupEvent, 'type' | 'data' | 'metadata'>;

/** By stream, at least of those that the events to place have; brought up to date as events are placed. */
export type KnownStreams = Map<StreamName, KnownStream>;

export type ImportPlan =
  | { readonly kind: 'fits'; readonly newEvents: readonly BackupEvent[] }
  /** `index` is the place of the event among those of the batch. */
  | { readonly kind: 'conflict'; readonly index: number; readonly reason: string };

/** Events that are there already, the same at the same number of the same stream, are passed over. */
export function planImport(events: readonly BackupEvent[], streams: KnownStreams): ImportPlan {
  const newEvents: BackupEvent[] = [];
  for (const [index, event] of events.entries()) {
    const known = knownOf(streams, event.stream);
    const isThere = known.ids.get(event.eventNumber) === event.id;
    const reason = isThere ? whyNotSame(event, known) : whyNot(event, known);
    if (reason !== undefined) return { kind: 'conflict', index, reason };
    if (isThere) continue;
    addTo(streams, event);
    known.contents.set(event.eventNumber, event);
    newEvents.push(event);
  }
  return { kind: 'fits', newEvents };
}

/** An id stands for one event: to pass over another one would lose it. */
function whyNotSame(event: BackupEvent, { contents }: KnownStream): string | undefined {
  const there = contents.get(event.eventNumber);
  if (there === undefined || there.data === null || event.data === null) return undefined;
  const isSame =
    event.type === there.type &&
    isSamePayload(event.data, there.data) &&
    isSamePayload(event.metadata, there.metadata);
  if (isSame) return undefined;
  return `event ${event.eventNumber} of stream ${JSON.stringify(event.stream)} is here already under the same id, but with another type, data or metadata`;
}

function whyNot(event: BackupEvent, known: KnownStream): string | undefined {
  const { eventNumber, id } = event;
  const stream = JSON.stringify(event.stream);
  const other = known.ids.get(eventNumber);
  if (known.tombstoned && (other === undefined || eventNumber === TOMBSTONE)) {
    return `stream ${stream} was permanently deleted here`;
  }
  if (other !== undefined) {
    return `event ${eventNumber} of stream ${stream} has id ${id}, but is here already with id ${other}`;
  }
  return eventNumber === TOMBSTONE ? whyNotTombstone(event, known) : whyNotNext(event, known);
}

/** A permanent deletion would take along events that the backup has never seen. */
function whyNotTombstone({ stream, after }: BackupEvent, { current }: KnownStream): string | undefined {
  if (typeof after !== 'number' || after === current) return undefined;
  const version = after < 0 ? 'without events' : `at version ${after}`;
  return `stream ${JSON.stringify(stream)} was permanently deleted ${version}, but ${currently(current)} here`;
}

function whyNotNext(
  { stream, eventNumber, after }: BackupEvent,
  { current }: KnownStream,
): string | undefined {
  const next = current + 1;
  const before = after ?? eventNumber - 1;
  if (eventNumber >= next && (before === 'unknown' || before === current)) return undefined;
  const named = `event ${eventNumber} of stream ${JSON.stringify(stream)}`;
  if (eventNumber < next) {
    return `${named} is missing here and cannot be added: the stream ${currently(current)} here, and only grows at its end`;
  }
  const wanted = eventNumber === next ? '' : `, so ${next} comes next`;
  const doesNotFit = `${named} does not fit: the stream ${currently(current)} here${wanted}`;
  if (after === undefined) {
    return `${doesNotFit}. ${numbers(next, eventNumber - 1)} missing in the file: lines were lost, or an earlier version exported a store that misses them, too, and did not say so. Export it again with this version, or accept gaps`;
  }
  const place = before === -1 ? 'as its first' : `after event ${before}`;
  return `${doesNotFit}, and the file has it ${place}. Lines were lost, or it is another stream of this name`;
}

function numbers(first: EventNumber, last: EventNumber): string {
  return first === last ? `Event ${first} is` : `Events ${first} to ${last} are`;
}

function currently(current: StreamVersion): string {
  return current < 0 ? 'has no events' : `is at version ${current}`;
}

/** Takes down that the event is there now, too. */
export function addTo(streams: KnownStreams, { stream, eventNumber, id }: BackupEvent): void {
  const known = knownOf(streams, stream);
  known.ids.set(eventNumber, id);
  if (eventNumber !== TOMBSTONE) {
    streams.set(stream, { ...known, current: eventNumber });
    return;
  }
  for (const name of [stream, metadataStreamOf(stream)]) {
    streams.set(name, { ...knownOf(streams, name), tombstoned: true });
  }
}

export function knownOf(streams: KnownStreams, stream: StreamName): KnownStream {
  const known = streams.get(stream) ?? {
    current: -1,
    tombstoned: false,
    ids: new Map(),
    contents: new Map(),
  };
  streams.set(stream, known);
  return known;
}
