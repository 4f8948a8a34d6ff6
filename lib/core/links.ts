// Links: events of type `$>` that point at an event of another stream.
import type { EventNumber, Payload, StreamName } from './events.ts';

export const LINK_EVENT_TYPE = '$>';

export interface LinkTarget {
  readonly stream: StreamName;
  readonly eventNumber: EventNumber;
}

/** Reads `number@stream`, split at the first `@`, so that stream names may hold more of them. */
export function parseLink(text: string): LinkTarget | undefined {
  const [, number, stream] = /^(\d{1,16})@(.+)$/s.exec(text) ?? [];
  return number === undefined || stream === undefined ? undefined : { stream, eventNumber: Number(number) };
}

/** The text of a link's data, whether it was sent as JSON (then a string) or as bytes; `decode` reads UTF-8. */
export function linkText(data: Payload, decode: (bytes: Uint8Array) => string): string | undefined {
  if (typeof data !== 'string') return decode(data);
  // A bare `0@stream` is no JSON, but a JSON string of it is.
  const value: unknown = JSON.parse(data);
  return typeof value === 'string' ? value : undefined;
}
