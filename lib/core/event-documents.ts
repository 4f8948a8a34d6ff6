// One event as a document of its own: event+json, event+xml, and its data alone as XML.

import { type Decode, eventNumberJson, eventNumberText, payloadJson } from './event-view.ts';
import type { Payload, RecordedEvent } from './events.ts';
import { jsonToXml } from './json-to-xml.ts';
import { type JsonObject, writeJson } from './json-writer.ts';
import { XML_DECLARATION, Xml, xml } from './xml.ts';

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
  return xml`<eventStreamId${a}>${event.stream}</eventStreamId><eventNumber${a}>${number}</eventNumber><eventType${a}>${event.type}</eventType><eventId${a}>${event.id}</eventId>${payloadElement('data', event.rawData, decode, a)}${payloadElement('metadata', event.rawMetadata, decode, a)}`;
}

export function eventXml(event: RecordedEvent, decode: Decode): string {
  return XML_DECLARATION + xml`<event>${eventElements(event, decode)}</event>`.text;
}

export function dataXml(event: RecordedEvent, decode: Decode): string {
  return XML_DECLARATION + payloadElement('data', event.rawData, decode, NONE).text;
}

function payloadElement(name: string, payload: Payload | null, decode: Decode, attributes: Xml): Xml {
  if (payload === null || payload.length === 0) return xml`<${new Xml(name)}${attributes} />`;
  const element =
    typeof payload === 'string'
      ? jsonToXml(name, payload)
      : xml`<${new Xml(name)}>${decode(payload)}</${new Xml(name)}>`;
  return new Xml(`<${name}${attributes.text}${element.text.slice(name.length + 1)}`);
}
