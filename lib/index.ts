// The public names, and nothing else.
export type {
  EventData,
  EventId,
  EventNumber,
  JsonText,
  Payload,
  Position,
  ResolvedEvent,
  StreamName,
} from './core/events.ts';
export { RecordedEvent } from './core/events.ts';
export type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
export type { StreamMetadata } from './core/stream-metadata.ts';
export * from './errors.ts';
export type {
  AllPage,
  AllPageRequest,
  AppendOptions,
  AppendResult,
  Commit,
  DeleteResult,
  Direction,
  Durability,
  EventStore,
  ListStreamsOptions,
  OpenOptions,
  ReadAllOptions,
  ReadStreamOptions,
  StreamPage,
  StreamPageRequest,
  StreamSummary,
} from './event-store.ts';
export { deleteEventStore, openEventStore } from './event-store.ts';
export { binaryEvent, jsonEvent, jsonText } from './event-data.ts';
