// Deleting a stream, and taking that back.
import { binaryEvent, type EventNumber, type EventStore, type StreamName } from '../../../lib/index.ts';

/** The metadata that streams had when this tab deleted them: the deletion writes over it. By store and stream. */
const before = new Map<string, string>();

const keyOf = (store: EventStore, stream: StreamName): string => JSON.stringify([store.name, stream]);

/** Deletes the stream softly, and keeps what it takes to undo that. @throws WrongExpectedVersionError, StreamDeletedError */
export async function deleteStream(
  store: EventStore,
  stream: StreamName,
  version: EventNumber,
): Promise<void> {
  const { json } = await store.getStreamMetadata(stream);
  await store.deleteStream(stream, { expectedVersion: version });
  before.set(keyOf(store, stream), json ?? '{}');
}

/** Whether this tab can bring back what it deleted. */
export function canUndo(store: EventStore, stream: StreamName): boolean {
  return before.has(keyOf(store, stream));
}

/**
 * Brings the stream back with all its events and the metadata it had.
 *
 * A JSON document would not do: the store adds a copy of it that hides every event from before the deletion. Data that
 * is no JSON cannot be copied, so it brings the stream back as it was; the document follows, and takes its place.
 * @throws WrongExpectedVersionError when the metadata was changed since.
 */
export async function undoDelete(store: EventStore, stream: StreamName): Promise<void> {
  const json = before.get(keyOf(store, stream));
  if (json === undefined) return;
  const { version } = await store.getStreamMetadata(stream);
  const noDocument = binaryEvent({ type: '$metadata', data: new Uint8Array() });
  const revived = await store.appendToStream(`$$${stream}`, noDocument, {
    expectedVersion: version < 0 ? 'no_stream' : version,
  });
  await store.setStreamMetadata(stream, json, { expectedVersion: revived.lastEventNumber });
  before.delete(keyOf(store, stream));
}

/** After this nothing can be undone: the data of deleted streams is gone. */
export function forgetDeletions(): void {
  before.clear();
}
