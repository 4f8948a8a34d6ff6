// The public names, and nothing else.
export type { AppendResult } from './append.ts';
export type {
  EventData,
  EventId,
  EventNumber,
  JsonText,
  LogId,
  Payload,
  Position,
  ResolvedEvent,
  StreamName,
} from './core/events.ts';
export { RecordedEvent } from './core/events.ts';
export type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
export type { EventFilter } from './core/filter.ts';
export type { ImportEffects, NamedStreams } from './core/import-effects.ts';
export { isEventId, isStreamName, MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './core/limits.ts';
export type { StoreProblem } from './core/store-problems.ts';
export type { StreamMetadata } from './core/stream-metadata.ts';
export type { DeleteResult } from './delete.ts';
export {
  type CommittedId,
  type ConflictReason,
  ConnectionLostError,
  type EventField,
  EventNotFoundError,
  EventStoreError,
  InvalidArgumentError,
  InvalidEventError,
  LogReplacedError,
  ProgramOutdatedError,
  ProjectionFailedError,
  ProjectionOutdatedError,
  StorageFullError,
  StorageUnavailableError,
  StoreClosedError,
  StreamDeletedError,
  StreamNotFoundError,
  TooLargeError,
  UpgradeBlockedError,
  WrongExpectedVersionError,
} from './errors.ts';
export { binaryEvent, jsonEvent, jsonText } from './event-data.ts';
export type { AppendOptions, Durability, EventStore, OpenOptions, StreamAppend } from './event-store.ts';
export type { ExportOptions, ExportProgress } from './export.ts';
export { eventTypeFilter, excludeSystemEvents, streamNameFilter } from './filters.ts';
export type { ImportOptions, ImportProblem, ImportProgress, ImportResult } from './import.ts';
export type { ImportCounts } from './import-batch.ts';
export type { ReadAllOptions, ReadStreamOptions } from './iterate.ts';
export type { Commit } from './live.ts';
export { DEFAULT_STORE_NAME, deleteEventStore, openEventStore } from './open-event-store.ts';
export type { Projected, Projection } from './projection.ts';
export type { ProjectionDefinition, ProjectionSource } from './projections.ts';
export type {
  AllPage,
  AllPageRequest,
  Direction,
  StreamPage,
  StreamPageRequest,
  StreamSummary,
} from './read.ts';
export type { ScavengeOptions, ScavengeProgress } from './scavenge.ts';
export {
  askForPersistence,
  type PersistenceAnswer,
  readStorageHealth,
  type StorageHealth,
  type StorageHealthOptions,
} from './storage-health.ts';
export type { CheckOptions, CheckProgress, StoreCheck } from './store-check.ts';
export type { ListStreamsOptions } from './stream-list.ts';
export type { SubscribeToAllOptions, SubscribeToStreamOptions } from './subscribe.ts';
