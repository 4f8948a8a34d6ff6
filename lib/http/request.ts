// Reading a POST: which events it asks to append, and at which version.

import type { DraftPayload } from '../core/event-formats.ts';
import {
  type EventListReading,
  looksLikeEventList,
  readJsonEvents,
  readXmlEvents,
  whyNotJson,
} from '../core/event-formats.ts';
import type { EventData, EventId, Payload } from '../core/events.ts';
import type { ExpectedVersion } from '../core/expected-version.ts';
import { isEventId } from '../core/limits.ts';
import { METADATA_EVENT_TYPE } from '../core/stream-metadata.ts';
import { badRequest, Refusal } from './answer.ts';
import { type BodyFormat, bodyTypeOf, type Target, unsupported } from './content-types.ts';
import type { Exchange } from './exchange.ts';
import { EVENT_OFFER, negotiate } from './negotiate.ts';
import { checkRequireLeader, eventIdOf, eventTypeOf, expectedVersionOf } from './request-headers.ts';

export type PostReading =
  | {
      readonly kind: 'append';
      readonly events: readonly EventData[];
      readonly expectedVersion: ExpectedVersion;
    }
  /** The event has no id: the client is to post it to the address of a new one. */
  | { readonly kind: 'needs_id' };

/** No body is longer than this, in bytes: an append of 16 MiB fits with whatever is around its events. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const EMPTY_ID = "Empty eventId provided. (Parameter 'eventId')";

/**
 * Checks in the order of the reference, so that of several mistakes the same one is named.
 * @param idInAddress the last part of `…/incoming/{id}`
 * @throws Refusal
 */
export async function readPost(
  exchange: Exchange,
  target: Target,
  idInAddress?: string,
): Promise<PostReading> {
  const { request } = exchange;
  const bodyType = bodyTypeOf(request, target);
  const body = new Body(request);
  const format = bodyType.format === 'form' ? await formFormat(body, target) : bodyType.format;
  const needsHeaders = bodyType.format === 'form' ? format === 'json' : bodyType.needsHeaders;
  checkAccept(exchange);
  const idFromAddress = idInAddress === undefined ? undefined : incomingId(idInAddress);
  const type = typeFor(request, target, needsHeaders);
  const id = idFromAddress ?? eventIdOf(request);
  if (needsHeaders && id === undefined) {
    if (target === 'stream') return { kind: 'needs_id' };
    throw badRequest(`${EMPTY_ID} Say it in the ES-EventId header. Nothing was written.`);
  }
  const expectedVersion = expectedVersionOf(request);
  checkRequireLeader(request);
  const events = await readEvents(body, format, { id: id ?? '', type: type ?? '' });
  return { kind: 'append', events, expectedVersion };
}

/** @throws Refusal 406 */
export function checkAccept(exchange: Exchange): void {
  if (negotiate(exchange, EVENT_OFFER) === undefined) throw notAcceptable();
}

export function notAcceptable(): Refusal {
  return new Refusal(406, 'Requested URI is not available in requested format', '');
}

function incomingId(text: string): EventId {
  if (isEventId(text)) return text.toLowerCase();
  throw badRequest(`Invalid request. Unable to parse guid: "${text}" is not one. Nothing was written.`);
}

function typeFor(request: Request, target: Target, needed: boolean): string | undefined {
  const type = eventTypeOf(request);
  if (target === 'metadata') {
    if (type === undefined || type === METADATA_EVENT_TYPE) return METADATA_EVENT_TYPE;
    throw badRequest(
      `Bad Request. You should not include an event type for metadata: "${type}". Nothing was written.`,
    );
  }
  if (type === undefined && needed) {
    throw badRequest(
      'Must include an event type with the request either in body or as Kurrent-EventType header. Nothing was written.',
    );
  }
  return type;
}

async function formFormat(body: Body, target: Target): Promise<'json' | 'json_list'> {
  const text = await body.text();
  if (whyNotJson(text) !== undefined) {
    throw unsupported('A form is only taken when its body is JSON, as curl sends it; this body is not.');
  }
  if (!looksLikeEventList(text)) return 'json';
  if (target === 'incoming') throw unsupported('An array of events is not taken here.');
  return 'json_list';
}

async function readEvents(
  body: Body,
  format: Exclude<BodyFormat, 'form'>,
  header: Pick<EventData, 'id' | 'type'>,
): Promise<readonly EventData[]> {
  switch (format) {
    case 'bytes':
      return [{ ...header, data: await body.bytes(), metadata: null }];
    case 'json_list':
      return listed(readJsonEvents(await body.text()));
    case 'xml_list':
      return listed(readXmlEvents(await body.text()));
    case 'json':
      return [{ ...header, data: await jsonBody(body), metadata: null }];
  }
}

async function jsonBody(body: Body): Promise<string> {
  const text = await body.text();
  const why = whyNotJson(text);
  if (why === undefined) return text;
  throw badRequest(`Write request body invalid. The body is not valid JSON: ${why}. Nothing was written.`);
}

function listed(reading: EventListReading): readonly EventData[] {
  if (reading.kind === 'problem') {
    throw badRequest(`${reading.sentence} ${reading.why} Nothing was written.`);
  }
  return reading.events.map((draft) => ({
    id: draft.id,
    type: draft.type,
    data: stored(draft.data),
    metadata: draft.metadata && stored(draft.metadata),
  }));
}

function stored(payload: DraftPayload): Payload {
  return payload.kind === 'json' ? payload.text : new TextEncoder().encode(payload.text);
}

/** The body of a request, read once. */
class Body {
  readonly #request: Request;
  #bytes: Promise<Uint8Array> | undefined;

  constructor(request: Request) {
    this.#request = request;
  }

  bytes(): Promise<Uint8Array> {
    this.#bytes ??= this.#read();
    return this.#bytes;
  }

  async text(): Promise<string> {
    const bytes = await this.bytes();
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw badRequest('Write request body invalid. The body is not valid UTF-8. Nothing was written.');
    }
  }

  async #read(): Promise<Uint8Array> {
    if (Number(this.#request.headers.get('Content-Length')) > MAX_BODY_BYTES) throw bodyTooLarge();
    const bytes = new Uint8Array(await this.#request.arrayBuffer().catch(unreadable));
    if (bytes.length > MAX_BODY_BYTES) throw bodyTooLarge();
    return bytes;
  }
}

/** Why, each browser says in words of its own; the answer is the same in all. */
function unreadable(): never {
  throw badRequest('Write request body invalid. The body could not be read to its end. Nothing was written.');
}

function bodyTooLarge(): Refusal {
  const reason = `Too large request received. Limit is ${MAX_BODY_BYTES} bytes.`;
  return new Refusal(413, reason, `${reason} Nothing was written.`);
}
