// Feed pages of the whole log, filtered or not.
import type { Position } from '../core/events.ts';
import { entriesOf, type Feed, type FeedLink, pageLinks, updatedOf } from '../core/feed.ts';
import type { AllPage, AllPageRequest } from '../event-store.ts';
import { type Answer, badRequest } from './answer.ts';
import { FOR_EVER, NOT_AT_ALL, representation } from './caching.ts';
import { eTagOf } from './etag.ts';
import { type EventFilter, readFilter } from './event-filter.ts';
import { type Exchange, entryOptions, pageSize } from './exchange.ts';
import { readFiltered } from './filtered-page.ts';
import { readWhenReady } from './long-poll.ts';
import { FEED_OFFER, negotiate } from './negotiate.ts';
import { notAcceptable } from './request.ts';
import { checkRequireLeader, longPollOf, resolveLinkTosOf } from './request-headers.ts';
import type { PagePlace } from './routes.ts';
import { feedText } from './stream-feed.ts';

export async function getAllPage(exchange: Exchange, place: PagePlace, filtered: boolean): Promise<Answer> {
  const { request, url } = exchange;
  const contentType = negotiate(request, FEED_OFFER);
  if (contentType === undefined) throw notAcceptable();
  const { direction } = place;
  const isHead = direction === 'backwards' && place.from === 'head';
  const from = isHead ? 'end' : positionOf(place.from);
  const maxCount = pageSize(place.count, `Invalid count argument: ${place.count}`);
  const filter = filtered ? readFilter(url.searchParams) : undefined;
  const resolveLinkTos = resolveLinkTosOf(request, false);
  checkRequireLeader(request);
  const page = await readPage(exchange, { direction, from, maxCount, resolveLinkTos }, filter);
  const complete =
    direction === 'forwards' ? page.events.length === maxCount : !isHead && page.from <= page.head;
  return representation(request, {
    contentType,
    eTag: eTagOf(page.head - 1, contentType),
    growing: !complete,
    cacheControl: complete ? FOR_EVER : NOT_AT_ALL,
    body: () => feedText(allFeed(exchange, page, maxCount, filtered), contentType),
  });
}

const HALF = 16;

/** The commit position, the first half of 32 hexadecimal digits; both halves are the same where we write them. */
function positionOf(text: string): Position {
  if (!/^[0-9a-f]{32}$/i.test(text)) throw badRequest(`Invalid position argument: ${text}`);
  return Math.min(Number.parseInt(text.slice(0, HALF), 16), Number.MAX_SAFE_INTEGER);
}

export function positionText(position: Position): string {
  return position.toString(16).toUpperCase().padStart(HALF, '0').repeat(2);
}

function allFeed(exchange: Exchange, page: AllPage, maxCount: number, filtered: boolean): Feed {
  const log = exchange.addresses.streamUri('$all');
  const id = filtered ? `${log}/filtered` : log;
  const forwards = page.direction === 'forwards';
  const oldest = positionText(0);
  const places = forwards
    ? {
        oldest,
        older: page.from > 0 ? positionText(page.from) : undefined,
        newer: !page.endOfLog || page.events.length > 0 ? positionText(page.next) : undefined,
      }
    : {
        oldest,
        older: page.endOfLog ? undefined : positionText(page.next),
        newer: positionText(Math.min(page.from, page.head)),
      };
  return {
    title: 'All events',
    id,
    // Unlike the page of a stream, a forward page of the log is as new as its newest event.
    updated: updatedOf(forwards ? page.events.slice(-1) : page.events),
    headOfStream: false,
    links: filtered
      ? withFilter(pageLinks(id, maxCount, places, false), exchange.url.searchParams)
      : pageLinks(id, maxCount, places),
    entries: entriesOf(page.events, page.direction, entryOptions(exchange)),
  };
}

const FILTER_PARAMETERS = ['context', 'type', 'data', 'exclude-system-events'];

/** The links of a filtered page keep the filter, so that following them stays inside it. */
function withFilter(links: readonly FeedLink[], sent: URLSearchParams): readonly FeedLink[] {
  const kept = new URLSearchParams([...sent].filter(([name]) => FILTER_PARAMETERS.includes(name)));
  return links.map(({ relation, uri }) => ({ relation, uri: `${uri}?${kept}` }));
}

async function readPage(
  { request, store }: Exchange,
  pageRequest: AllPageRequest,
  filter: EventFilter | undefined,
): Promise<AllPage> {
  const read = (): Promise<AllPage> =>
    filter ? readFiltered(store, pageRequest, filter) : store.readAllPage(pageRequest);
  const seconds = longPollOf(request);
  if (seconds === undefined || pageRequest.direction === 'backwards') return read();
  const wait = { seconds, signal: request.signal, concerns: () => true };
  return readWhenReady(store, wait, read, (page) => page.from < page.head);
}
