// Event lists as clients send them: a JSON array or an XML document of { eventId, eventType, data, metadata }.
import type { EventId, JsonText } from './events.ts';
import { arrayElements, isJsonText, objectMembers } from './json-text.ts';
import { isEventId } from './limits.ts';
import { parseXml, type XmlElement } from './xml-parser.ts';
import { xmlContent } from './xml-to-json.ts';

/** JSON is kept as it was sent; a text is stored as its bytes in UTF-8. */
export type DraftPayload =
  | { readonly kind: 'json'; readonly text: JsonText }
  | { readonly kind: 'text'; readonly text: string };

/** An event as read from a list: its data and metadata are still text. */
export interface EventDraft {
  readonly id: EventId;
  readonly type: string;
  readonly data: DraftPayload;
  readonly metadata: DraftPayload | null;
}

export type EventListReading =
  | { readonly kind: 'events'; readonly events: readonly EventDraft[] }
  /** `sentence` is what the reference answers, `why` names the event, the field and the reason. */
  | { readonly kind: 'problem'; readonly sentence: string; readonly why: string };

type Problem = Extract<EventListReading, { kind: 'problem' }>;

const INVALID_BODY = 'Write request body invalid.';
const EMPTY_ID = "Empty eventId provided. (Parameter 'eventId')";
const EMPTY_TYPE = "Empty eventType provided. (Parameter 'eventType')";
const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** Reads an array of events; names of members may be in any case, members it does not know are passed over. */
export function readJsonEvents(body: string): EventListReading {
  const why = whyNotJson(body);
  if (why !== undefined) return problem(INVALID_BODY, `The body is not valid JSON: ${why}.`);
  const elements = arrayElements(body);
  if (!elements) return problem(INVALID_BODY, 'The body is not a JSON array of events.');
  return collect(elements, jsonEvent);
}

/** Reads `<events><event><eventId/><eventType/><data/><metadata/></event>…</events>`. */
export function readXmlEvents(body: string): EventListReading {
  const reading = parseXml(body);
  if (reading.kind === 'problem') {
    return problem(
      INVALID_BODY,
      `The body is not XML that can be read: line ${reading.line}: ${reading.why}.`,
    );
  }
  return collect(
    reading.root.children.filter((child) => typeof child !== 'string'),
    xmlEvent,
  );
}

/** True for an array whose elements all look like events, as the documents' `event.txt` does. */
export function looksLikeEventList(body: JsonText): boolean {
  const elements = arrayElements(body);
  return (
    elements !== undefined &&
    elements.length > 0 &&
    elements.every((element) =>
      objectMembers(element)?.some(({ name }) => ['eventid', 'eventtype'].includes(name.toLowerCase())),
    )
  );
}

/** The parser's own words, undefined for JSON. */
export function whyNotJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return text.trim() === '' ? 'it is empty' : (error as SyntaxError).message;
  }
}

function collect<T>(
  sources: readonly T[],
  read: (source: T, name: string) => EventDraft | Problem,
): EventListReading {
  if (sources.length === 0) return problem(INVALID_BODY, 'The list holds no event.');
  const events: EventDraft[] = [];
  for (const [index, source] of sources.entries()) {
    const event = read(source, `Event ${index + 1}`);
    if ('kind' in event) return event;
    events.push(event);
  }
  return { kind: 'events', events };
}

function jsonEvent(element: JsonText, name: string): EventDraft | Problem {
  const members = objectMembers(element);
  if (!members) return problem(INVALID_BODY, `${name} is not a JSON object.`);
  const fields = new Map(members.map((member) => [member.name.toLowerCase(), member.value]));
  const header = readHeader(fields.get('eventid'), fields.get('eventtype'), name);
  if ('kind' in header) return header;
  const data = fields.get('data');
  const metadata = fields.get('metadata');
  return {
    ...header,
    data: data === undefined ? NO_DATA : jsonPayload(data),
    // Clients that write all members say so of an event without metadata.
    metadata: metadata === undefined || metadata === 'null' ? null : jsonPayload(metadata),
  };
}

const NO_DATA: DraftPayload = { kind: 'text', text: '' };

function readHeader(
  id: JsonText | undefined,
  type: JsonText | undefined,
  name: string,
): { readonly id: EventId; readonly type: string } | Problem {
  const idText: unknown = id === undefined ? null : JSON.parse(id);
  if (idText === null || idText === '' || idText === NIL_ID)
    return problem(EMPTY_ID, `${name}: eventId is missing.`);
  if (!isEventId(idText)) {
    return problem(INVALID_BODY, `${name}: eventId ${id} is not a GUID (8-4-4-4-12 hexadecimal digits).`);
  }
  const typeText: unknown = type === undefined ? null : JSON.parse(type);
  if (typeText === null || typeText === '') return problem(EMPTY_TYPE, `${name}: eventType is missing.`);
  if (typeof typeText !== 'string')
    return problem(INVALID_BODY, `${name}: eventType ${type} is not a string.`);
  return { id: idText.toLowerCase(), type: typeText };
}

function jsonPayload(value: JsonText): DraftPayload {
  return value.startsWith('"')
    ? stringPayload(JSON.parse(value) as string, value)
    : { kind: 'json', text: value };
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A string is the text itself, not a JSON string; `quoted` is kept where the text has no bytes in UTF-8. */
function stringPayload(text: string, quoted: JsonText): DraftPayload {
  if (LONE_SURROGATE.test(text)) return { kind: 'json', text: quoted };
  return /^\s*[{[]/.test(text) && isJsonText(text) ? { kind: 'json', text } : { kind: 'text', text };
}

function xmlEvent(element: XmlElement, name: string): EventDraft | Problem {
  const fields = new Map<string, XmlElement>();
  for (const child of element.children) {
    if (typeof child !== 'string') fields.set(child.name.toLowerCase(), child);
  }
  const header = readHeader(xmlText(fields.get('eventid')), xmlText(fields.get('eventtype')), name);
  if ('kind' in header) return header;
  return {
    ...header,
    data: xmlPayload(fields.get('data')) ?? NO_DATA,
    metadata: xmlPayload(fields.get('metadata')),
  };
}

function xmlText(element: XmlElement | undefined): JsonText | undefined {
  const content = element && xmlContent(element);
  return content?.kind === 'text' ? JSON.stringify(content.text.trim()) : undefined;
}

function xmlPayload(element: XmlElement | undefined): DraftPayload | null {
  const content = element && xmlContent(element);
  if (!content || content.kind === 'nothing') return null;
  return content.kind === 'json' ? content : stringPayload(content.text, JSON.stringify(content.text));
}

function problem(sentence: string, why: string): Problem {
  return { kind: 'problem', sentence, why };
}
