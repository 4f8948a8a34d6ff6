// One event as a document of its own: event+json, event+xml, and its data alone as XML.

import { type Decode, eventNumberJson, eventNumberText, payloadJson } from './event-view.ts';
import type { Payload, RecordedEvent } from './events.ts';
import { jsonToXml, memberToXml } from './json-to-xml.ts';
import { type JsonObject, writeJson } from './json-writer.ts';
import { Xml, xml } from './xml.ts';

/** What `event+json` and the content of an entry hold. */
export function eventObject(event: RecordedEvent, decode: Decode): JsonObject {
  return {
    eventStreamId: event.stream,
    eventNumber: eventNumberJson(event.eventNumber),
    eventType: event.type,
    eventId: event.id,
    data: payloadJson(event.rawData, decode),
    metadata: payloadJson(event.rawMetadata, decode),
  };
}

export function eventJson(event: RecordedEvent, decode: Decode): string {
  return writeJson(eventObject(event, decode));
}

const NONE = new Xml('');

/** The same members as elements; `attributes` are put on each of them. */
export function eventElements(event: RecordedEvent, decode: Decode, attributes: Xml = NONE): Xml {
  const number = eventNumberText(event.eventNumber);
  const a = attributes;
  return xml`<eventStreamId${a}>${event.stream}</eventStreamId><eventNumber${a}>${number}</eventNumber><eventType${a}>${event.type}</eventType><eventId${a}>${event.id}</eventId>${payloadElements('data', event.rawData, decode, a)}${payloadElements('metadata', event.rawMetadata, decode, a)}`;
}

/** Without an XML declaration, as the reference writes what is no feed and no entry. */
export function eventXml(event: RecordedEvent, decode: Decode): string {
  return xml`<event>${eventElements(event, decode)}</event>`.text;
}

/** Always one element; without an XML declaration. */
export function dataXml({ rawData }: RecordedEvent, decode: Decode): string {
  const isJson = typeof rawData === 'string' && rawData.length > 0;
  return (isJson ? jsonToXml('data', rawData) : payloadElements('data', rawData, decode, NONE)).text;
}

function payloadElements(name: string, payload: Payload | null, decode: Decode, attributes: Xml): Xml {
  const n = new Xml(name);
  if (payload === null || payload.length === 0) return xml`<${n}${attributes} />`;
  if (typeof payload === 'string') return memberToXml(name, payload, attributes);
  return xml`<${n}${attributes}>${decode(payload)}</${n}>`;
}
