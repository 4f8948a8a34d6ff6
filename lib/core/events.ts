// What an event is: as proposed by a client, and as recorded in the log.
import { storedTime } from './times.ts';

type Flavour<T, Name> = T & { readonly __flavour?: Name };

/**
 * Any string but `''`, `'$$'` and `'$all'`, without half of a surrogate pair. `$name` is a system stream, `$$name` the
 * metadata stream of `name`.
 */
export type StreamName = Flavour<string, 'StreamName'>;
/** Place of an event in its stream: 0, 1, 2 … */
export type EventNumber = Flavour<number, 'EventNumber'>;
/** Place of an event in the whole log, over all streams: 0, 1, 2 … Only stores with holes, see `EventStore.check`, leave some out. */
export type Position = Flavour<number, 'Position'>;
/** Identity of a log, made with its database: a backup that is imported into another store gets another one. */
export type LogId = Flavour<string, 'LogId'>;
/** A GUID by shape, in lower case. */
export type EventId = Flavour<string, 'EventId'>;
/** A JSON text, kept character by character as it was sent. */
export type JsonText = Flavour<string, 'JsonText'>;

/** A string is JSON text, bytes are anything else. */
export type Payload = JsonText | Uint8Array;

/** An event to append. Make one with `jsonEvent()` or `binaryEvent()`. */
export interface EventData {
  readonly id: EventId;
  readonly type: string;
  readonly data: Payload;
  readonly metadata: Payload | null;
}

/** The number that stands for the tombstone of a stream: past every number an event can have. */
export const TOMBSTONE: EventNumber = Number.MAX_SAFE_INTEGER;

/**
 * An event of the log. `data` and `metadata` are parsed each time they are asked for; the exact text stays beside them.
 * Bytes are a copy of its own: changing them changes no other event, and nothing that is stored.
 */
export class RecordedEvent {
  readonly stream: StreamName;
  readonly eventNumber: EventNumber;
  readonly position: Position;
  readonly id: EventId;
  readonly type: string;
  /** When it was written, in ms since 1970-01-01 UTC. */
  readonly createdMs: number;
  /** The data as stored: JSON text, or bytes; no bytes where a scavenge dropped them. */
  readonly rawData: Payload;
  /** The metadata as stored, or null where none was sent. */
  readonly rawMetadata: Payload | null;
  /** Hidden for good: a scavenge dropped data and metadata, the id stays. */
  readonly scavenged: boolean;

  constructor(place: {
    readonly stream: StreamName;
    readonly eventNumber: EventNumber;
    readonly position: Position;
    readonly createdMs: number;
    readonly event: EventData;
    readonly scavenged?: boolean;
  }) {
    this.stream = place.stream;
    this.eventNumber = place.eventNumber;
    this.position = place.position;
    this.createdMs = storedTime(place.createdMs);
    this.id = place.event.id;
    this.type = place.event.type;
    this.rawData = ownPayload(place.event.data);
    this.rawMetadata = place.event.metadata === null ? null : ownPayload(place.event.metadata);
    this.scavenged = place.scavenged ?? false;
  }

  /** True when the data is JSON; then `data` is the parsed value, otherwise the bytes. */
  get isJson(): boolean {
    return typeof this.rawData === 'string';
  }

  /** The parsed JSON value, as `JSON.parse` sees it (so large integers are rounded here, not in `rawData`), or the bytes. */
  get data(): unknown {
    return parsed(this.rawData);
  }

  get metadata(): unknown {
    return this.rawMetadata === null ? null : parsed(this.rawMetadata);
  }

  /** When it was written, ISO 8601 in UTC. */
  get created(): string {
    return new Date(this.createdMs).toISOString();
  }
}

/** A new event with the same facts, and bytes of its own. */
export function copyOf(event: RecordedEvent): RecordedEvent {
  const { id, type, rawData: data, rawMetadata: metadata } = event;
  return new RecordedEvent({ ...event, event: { id, type, data, metadata } });
}

/** Not by `slice()`, which gives a view of the same memory where the bytes are a Buffer. */
export function ownPayload(payload: Payload): Payload {
  return typeof payload === 'string' ? payload : new Uint8Array(payload);
}

function parsed(payload: Payload): unknown {
  return typeof payload === 'string' ? JSON.parse(payload) : payload;
}

/** An event as a read gives it: for a resolved link `event` is the target (absent when it is gone) and `link` the link. */
export interface ResolvedEvent {
  readonly event?: RecordedEvent;
  readonly link?: RecordedEvent;
}
