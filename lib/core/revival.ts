// How a soft-deleted stream comes back: a copy of its metadata that hides only what was before the deletion.
import type { EventData, EventNumber, JsonText, Payload, StreamName } from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import { metadataStreamOf, withTruncateBefore } from './stream-metadata.ts';

/** The metadata event to write after the append. */
export interface Revival {
  readonly metadataStream: StreamName;
  readonly eventNumber: EventNumber;
  readonly json: JsonText;
}

/** An append to a soft-deleted stream: its last metadata goes on, with `$tb` at the first new event (semantics 2b). */
export function revivedByAppend(
  stream: StreamName,
  first: EventNumber,
  lastMetadata: { readonly eventNumber: EventNumber; readonly rawData: Payload },
): Revival | undefined {
  const json = withTruncateBefore(lastMetadata.rawData, first);
  return json === undefined
    ? undefined
    : { metadataStream: metadataStreamOf(stream), eventNumber: lastMetadata.eventNumber + 1, json };
}

/** New metadata for a soft-deleted stream: the document sent last is copied. One that is no JSON object cannot be. */
export function revivedByMetadata(
  owner: { readonly stream: StreamName; readonly current: StreamVersion },
  first: EventNumber,
  events: readonly EventData[],
): Revival | undefined {
  const last = events.at(-1);
  const json = last && withTruncateBefore(last.data, owner.current + 1);
  return json === undefined
    ? undefined
    : { metadataStream: metadataStreamOf(owner.stream), eventNumber: first + events.length, json };
}
