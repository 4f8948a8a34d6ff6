// The errors thrown on purpose. The facts are fields; the message repeats them for people.
import type { EventId, EventNumber, LogId, RecordedEvent, StreamName } from './core/events.ts';
import type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
import { messageOf } from './core/shown.ts';

/** Every error of this library, so that one `instanceof` tells them from mistakes in the program. */
export abstract class EventStoreError extends Error {}

/** Why an expected version was not met: the stream is not that far yet, has gone on, or holds some of the events already. */
export type ConflictReason = 'ahead' | 'behind' | 'partial';

/** Where the id of one event of the refused append is committed in the stream; `undefined` = it is not. */
export interface CommittedId {
  readonly id: EventId;
  readonly eventNumber: EventNumber | undefined;
}

/** The expected version was not met, or some of the events are in the stream already. Nothing was written. */
export class WrongExpectedVersionError extends EventStoreError {
  override readonly name = 'WrongExpectedVersionError';
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly currentVersion: StreamVersion;
  readonly reason: ConflictReason;
  /** One entry an event of the append, in its order. */
  readonly events: readonly CommittedId[];

  constructor(facts: {
    readonly stream: StreamName;
    readonly expectedVersion: ExpectedVersion;
    readonly currentVersion: StreamVersion;
    readonly reason: ConflictReason;
    readonly events: readonly CommittedId[];
  }) {
    super(conflictMessage(facts));
    this.stream = facts.stream;
    this.expectedVersion = facts.expectedVersion;
    this.currentVersion = facts.currentVersion;
    this.reason = facts.reason;
    this.events = facts.events;
  }
}

function conflictMessage(facts: {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly currentVersion: StreamVersion;
  readonly reason: ConflictReason;
  readonly events: readonly CommittedId[];
}): string {
  const current = facts.currentVersion < 0 ? 'has no events' : `is at version ${facts.currentVersion}`;
  if (facts.reason === 'partial') {
    const known = facts.events.filter((event) => event.eventNumber !== undefined).length;
    return `${known} of ${facts.events.length} events are already in stream "${facts.stream}", which ${current}. Nothing was written.`;
  }
  return `Stream "${facts.stream}" ${current}; expected was ${facts.expectedVersion}. Nothing was written.`;
}

/** The stream was deleted: for good (tombstone), or softly where the append expected it to exist. */
export class StreamDeletedError extends EventStoreError {
  override readonly name = 'StreamDeletedError';
  readonly stream: StreamName;
  readonly permanently: boolean;

  constructor(stream: StreamName, permanently: boolean) {
    super(`Stream "${stream}" was ${permanently ? 'permanently ' : ''}deleted. Nothing was written.`);
    this.stream = stream;
    this.permanently = permanently;
  }
}

/** Nothing was ever written to the stream, or it is soft-deleted; then `version` is still the number of its last event. */
export class StreamNotFoundError extends EventStoreError {
  override readonly name = 'StreamNotFoundError';
  readonly stream: StreamName;
  readonly version: StreamVersion;

  constructor(stream: StreamName, version: StreamVersion) {
    super(version < 0 ? `Stream "${stream}" does not exist.` : `Stream "${stream}" is deleted.`);
    this.stream = stream;
    this.version = version;
  }
}

/** The stream exists but has no readable event of this number: not written yet, or hidden by truncation. */
export class EventNotFoundError extends EventStoreError {
  override readonly name = 'EventNotFoundError';
  readonly stream: StreamName;
  readonly eventNumber: EventNumber;
  readonly version: StreamVersion;

  constructor(stream: StreamName, eventNumber: EventNumber, version: StreamVersion) {
    super(`Stream "${stream}" has no readable event ${eventNumber}; its last event is ${version}.`);
    this.stream = stream;
    this.eventNumber = eventNumber;
    this.version = version;
  }
}

/** The field of an event that an error is about. */
export type EventField = 'id' | 'type' | 'data' | 'metadata';

/** An event cannot be stored as it is: `index` is its place in the append, from 0. */
export class InvalidEventError extends EventStoreError {
  override readonly name = 'InvalidEventError';
  readonly index: number;
  readonly field: EventField;
  readonly why: string;

  constructor(index: number, field: EventField, why: string) {
    super(`Event ${index + 1}: ${field} ${why}. Nothing was written.`);
    this.index = index;
    this.field = field;
    this.why = why;
  }
}

/** An argument other than an event is not usable, as a stream name, an expected version or a count. */
export class InvalidArgumentError extends EventStoreError {
  override readonly name = 'InvalidArgumentError';
  readonly argument: string;
  readonly why: string;

  constructor(argument: string, why: string, cause?: unknown) {
    super(`${argument} ${why}.`, cause === undefined ? undefined : { cause });
    this.argument = argument;
    this.why = why;
  }
}

/** Past a limit; sizes in bytes. */
export class TooLargeError extends EventStoreError {
  override readonly name = 'TooLargeError';
  readonly what: 'event' | 'append';
  readonly sizeBytes: number;
  readonly limitBytes: number;

  constructor(what: 'event' | 'append', sizeBytes: number, limitBytes: number) {
    super(`The ${what} has ${sizeBytes} bytes; the limit is ${limitBytes} bytes. Nothing was written.`);
    this.what = what;
    this.sizeBytes = sizeBytes;
    this.limitBytes = limitBytes;
  }
}

/** The browser has no more space for the store. Nothing was written. */
export class StorageFullError extends EventStoreError {
  override readonly name = 'StorageFullError';
  constructor(cause?: unknown) {
    super('No space is left for this store. Nothing was written.', { cause });
  }
}

/** The store was closed. Nothing was written. */
export class StoreClosedError extends EventStoreError {
  override readonly name = 'StoreClosedError';
  constructor(cause?: unknown) {
    super('The store is closed. Nothing was written.', { cause });
  }
}

/**
 * The browser closed the database under a transaction (eviction, a suspended page) or broke it off, and again when it was
 * tried anew. Whether the write was done is not known; an append sent again with the same ids is not written twice.
 */
export class ConnectionLostError extends EventStoreError {
  override readonly name = 'ConnectionLostError';
  constructor(cause?: unknown) {
    super(
      'The browser closed the storage of this store in the middle of it. An append is not written twice when the same is sent again.',
      { cause },
    );
  }
}

/**
 * The browser did not open or delete the storage: site data are blocked, as in some private windows and sandboxed frames, the
 * disk is full to its last byte, or it fails. `cause` is its own error. An append that was under way then may have been written
 * or not; sent again with the same ids it is not written twice.
 */
export class StorageUnavailableError extends EventStoreError {
  override readonly name = 'StorageUnavailableError';
  constructor(cause?: unknown) {
    super(
      `The browser does not open the storage of this store${saidBy(cause)}. Allow this site to keep data, or make room on the disk, then try again: an append is not written twice when the same is sent again.`,
      { cause },
    );
  }
}

function saidBy(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  const words = cause.message.trim().replace(/\.$/, '');
  return words === '' ? ` (${cause.name})` : ` (${cause.name}: ${words})`;
}

const BLOCKED = {
  held: 'Another tab has an older version of this store open. Close or reload that tab.',
  waiting:
    'The browser keeps this store waiting, as it does while another tab upgrades or deletes it, or has an older version of it open. Close or reload the other tabs, then try again: an append is not written twice when the same is sent again.',
  not_deleted:
    'The store is not deleted yet: another tab has it open and does not let go. It is deleted, with all that is written until then, as soon as that tab is closed or reloaded.',
} as const;

/**
 * The log is not the one that the read, or the work, began on: the store was deleted and made anew, by this program, by another
 * tab or by the browser. Positions, event numbers and checkpoints of the old log mean nothing in the new one: begin from its start.
 */
export class LogReplacedError extends EventStoreError {
  override readonly name = 'LogReplacedError';
  readonly storeName: string;
  /** The identity of the log that was expected; see `EventStore.logId`. */
  readonly was: LogId;
  /** The identity of the log that is there now. */
  readonly is: LogId;

  constructor(storeName: string, was: LogId, is: LogId) {
    super(
      `The log of store "${storeName}" is another one than before: it was deleted and made anew. Positions and event numbers of the old log (${was}) do not hold in the new one (${is}). Begin from the start.`,
    );
    this.storeName = storeName;
    this.was = was;
    this.is = is;
  }
}

/**
 * The store is not opened or deleted, since another tab is in the way. `reason`: `'held'` = that tab has an older version of
 * the store open; `'waiting'` = the browser says nothing, as behind another tab that waits itself; `'not_deleted'` = that tab
 * has the store open, and it is deleted when that tab lets go.
 */
export class UpgradeBlockedError extends EventStoreError {
  override readonly name = 'UpgradeBlockedError';
  readonly reason: 'held' | 'waiting' | 'not_deleted';
  constructor(reason: 'held' | 'waiting' | 'not_deleted' = 'held', cause?: unknown) {
    super(BLOCKED[reason], { cause });
    this.reason = reason;
  }
}

/** A newer version of the program has upgraded the store, so this one cannot read it; reloading the tab gets the newer one. */
export class ProgramOutdatedError extends EventStoreError {
  override readonly name = 'ProgramOutdatedError';
  constructor(cause?: unknown) {
    super(
      'A newer version of this program has upgraded the store, and this tab has the older one. Reload this tab.',
      { cause },
    );
  }
}

/** A fold threw, or made a state that cannot be stored. The projection stays as it was before the batch. */
export class ProjectionFailedError extends EventStoreError {
  override readonly name = 'ProjectionFailedError';
  readonly projection: string;
  /** The event that could not be folded; undefined when it was the initial state, or the state after the batch. */
  readonly event: RecordedEvent | undefined;

  constructor(projection: string, event: RecordedEvent | undefined, cause: unknown) {
    const where = event
      ? `at event ${event.eventNumber} of stream "${event.stream}" (type "${event.type}", position ${event.position})`
      : 'with a state that cannot be made or stored';
    super(
      `Projection "${projection}" stopped ${where}: ${messageOf(cause)}. Nothing of this batch was saved.`,
      { cause },
    );
    this.projection = projection;
    this.event = event;
  }
}

/** A newer version of the projection is saved, so this one must not overwrite it; reloading the tab gets the newer program. */
export class ProjectionOutdatedError extends EventStoreError {
  override readonly name = 'ProjectionOutdatedError';
  readonly projection: string;
  readonly version: number;
  readonly savedVersion: number;

  constructor(projection: string, version: number, savedVersion: number) {
    super(
      `Projection "${projection}" is saved in version ${savedVersion}; this tab has the older version ${version}. Reload it, or call rebuild() to go back.`,
    );
    this.projection = projection;
    this.version = version;
    this.savedVersion = savedVersion;
  }
}
