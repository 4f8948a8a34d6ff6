// What a store takes and gives, read off its interface, so that HTTP depends on nothing behind it.
import type { EventStore } from '../event-store.ts';

export type { EventStore } from '../event-store.ts';
export type AppendResult = Awaited<ReturnType<EventStore['appendToStream']>>;
export type StreamPage = Awaited<ReturnType<EventStore['readStreamPage']>>;
export type StreamPageRequest = Parameters<EventStore['readStreamPage']>[1];
export type AllPage = Awaited<ReturnType<EventStore['readAllPage']>>;
export type AllPageRequest = Parameters<EventStore['readAllPage']>[0];
export type Commit = Parameters<Parameters<EventStore['onCommit']>[0]>[0];
