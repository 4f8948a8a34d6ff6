// One event, in every format; and the metadata of a stream, which is the last event of its metadata stream.
import { entryJson } from '../core/atom-json.ts';
import { entryXml } from '../core/atom-xml.ts';
import { dataXml, eventJson, eventXml } from '../core/event-documents.ts';
import { payloadJson } from '../core/event-view.ts';
import type { RecordedEvent, ResolvedEvent, StreamName } from '../core/events.ts';
import { entryOf } from '../core/feed.ts';
import { writeJson } from '../core/json-writer.ts';
import { metadataStreamOf } from '../core/stream-metadata.ts';
import { EventNotFoundError, StreamNotFoundError } from '../errors.ts';
import { type Answer, NOT_FOUND } from './answer.ts';
import { FOR_EVER, growingCacheControl, NOT_AT_ALL, representation } from './caching.ts';
import { eTagOf } from './etag.ts';
import { decode, type Exchange, entryOptions } from './exchange.ts';
import { saidOf } from './feed-body.ts';
import { EVENT_OFFER, negotiate, OCTET_STREAM } from './negotiate.ts';
import { notAcceptable } from './request.ts';
import { checkRequireLeader, resolveLinkTosOf } from './request-headers.ts';
import { eventNumberOf } from './stream-feed.ts';

/** @param number an event number, or "head" */
export async function getEvent(
  exchange: Exchange,
  stream: StreamName,
  number: string,
  resolveByDefault: boolean,
): Promise<Answer> {
  const { request, store } = exchange;
  const contentType = negotiate(exchange, EVENT_OFFER);
  if (contentType === undefined) throw notAcceptable();
  const eventNumber = eventNumberOf(number, 'end' as const);
  const resolveLinkTos = resolveLinkTosOf(request, resolveByDefault);
  checkRequireLeader(request);
  const resolved = await store.readEvent(stream, eventNumber, { resolveLinkTos });
  const { logId } = store;
  const { event } = resolved;
  // A link whose target is gone.
  if (!event) return NOT_FOUND;
  const body = (): string | Uint8Array<ArrayBuffer> => eventBody(exchange, resolved, event, contentType);
  if (eventNumber !== 'end') {
    return representation(request, { contentType, growing: false, cacheControl: FOR_EVER, body });
  }
  const metadata = await store.getStreamMetadata(stream);
  return representation(request, {
    contentType,
    eTag: eTagOf((resolved.link ?? event).eventNumber, saidOf(exchange, contentType, { logId }), [resolved]),
    growing: true,
    cacheControl: growingCacheControl(metadata),
    body,
  });
}

/** A stream without metadata has an empty document; only a stream that does not exist has none. */
export async function getMetadata(exchange: Exchange, stream: StreamName): Promise<Answer> {
  // The log is there, and can have no metadata of its own.
  if (stream === '$all') return noMetadata(exchange);
  try {
    return await getEvent(exchange, metadataStreamOf(stream), 'head', false);
  } catch (error) {
    if (!(error instanceof StreamNotFoundError || error instanceof EventNotFoundError)) throw error;
    const { state } = await exchange.store.describeStream(stream);
    return state === 'missing' ? NOT_FOUND : noMetadata(exchange);
  }
}

function noMetadata(exchange: Exchange): Answer {
  const contentType = negotiate(exchange, EVENT_OFFER);
  if (contentType === undefined) throw notAcceptable();
  return representation(exchange.request, {
    contentType,
    growing: true,
    cacheControl: NOT_AT_ALL,
    body: () => (contentType.endsWith('json') ? '{}' : ''),
  });
}

function eventBody(
  exchange: Exchange,
  resolved: ResolvedEvent,
  event: RecordedEvent,
  contentType: string,
): string | Uint8Array<ArrayBuffer> {
  switch (contentType) {
    case 'application/json':
      return writeJson(payloadJson(event.rawData, decode));
    case 'text/xml':
    case 'application/xml':
      return dataXml(event, decode);
    case 'application/atom+xml':
      return entryXml(entryOf(resolved, entryOptions(exchange), true), decode);
    case 'application/vnd.eventstore.atom+json':
    case 'application/vnd.kurrent.atom+json':
      return entryJson(entryOf(resolved, entryOptions(exchange), true), decode);
    case OCTET_STREAM:
      return bytesOf(event);
    default:
      return contentType.endsWith('xml') ? eventXml(event, decode) : eventJson(event, decode);
  }
}

function bytesOf(event: RecordedEvent): Uint8Array<ArrayBuffer> {
  const { rawData } = event;
  return typeof rawData === 'string' ? new TextEncoder().encode(rawData) : new Uint8Array(rawData);
}
