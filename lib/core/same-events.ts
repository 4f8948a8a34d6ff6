// Whether two reads gave the same, compared by value.
import type { Payload, RecordedEvent, ResolvedEvent } from './events.ts';

export function sameEvents(some: readonly ResolvedEvent[], others: readonly ResolvedEvent[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ event, link }, place) => {
      const other = others[place] as ResolvedEvent;
      return sameEvent(event, other.event) && sameEvent(link, other.link);
    })
  );
}

function sameEvent(one: RecordedEvent | undefined, other: RecordedEvent | undefined): boolean {
  if (one === other) return true;
  return (
    one !== undefined &&
    other !== undefined &&
    one.eventNumber === other.eventNumber &&
    one.position === other.position &&
    one.createdMs === other.createdMs &&
    one.scavenged === other.scavenged &&
    one.id === other.id &&
    one.type === other.type &&
    one.stream === other.stream &&
    samePayload(one.rawData, other.rawData) &&
    samePayload(one.rawMetadata, other.rawMetadata)
  );
}

function samePayload(one: Payload | null, other: Payload | null): boolean {
  if (one === other) return true;
  // An empty text and no bytes are not the same, nor is nothing at all.
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return false;
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
