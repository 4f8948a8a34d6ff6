// Feed pages of the whole log, filtered or not.
import type { Position } from '../core/events.ts';
import {
  type EntryOptions,
  type Feed,
  type FeedLink,
  newestFirst,
  pageLinks,
  updatedOf,
} from '../core/feed.ts';
import type { AllPage, AllPageRequest } from '../event-store.ts';
import { type Answer, badRequest } from './answer.ts';
import { FOR_EVER, NOT_AT_ALL, representation } from './caching.ts';
import { eTagOf } from './etag.ts';
import { type EventFilter, readFilter } from './event-filter.ts';
import { type Exchange, pageSize } from './exchange.ts';
import { feedBody, saidOf } from './feed-body.ts';
import { readFiltered } from './filtered-page.ts';
import { readWhenReady } from './long-poll.ts';
import { FEED_OFFER, negotiate } from './negotiate.ts';
import { notAcceptable } from './request.ts';
import { checkRequireLeader, longPollOf, resolveLinkTosOf } from './request-headers.ts';
import type { PagePlace } from './routes.ts';

export async function getAllPage(exchange: Exchange, place: PagePlace, filtered: boolean): Promise<Answer> {
  const { request, sentTo } = exchange;
  const contentType = negotiate(exchange, FEED_OFFER);
  if (contentType === undefined) throw notAcceptable();
  const { direction } = place;
  const isHead = direction === 'backwards' && place.from === 'head';
  const from = isHead ? 'end' : positionOf(place.from);
  const maxCount = pageSize(place.count, `Invalid count argument: ${place.count}`);
  const sentFilter = filtered ? (sentTo.parameters ?? new URLSearchParams()) : undefined;
  const filter = sentFilter && readFilter(sentFilter);
  const resolveLinkTos = resolveLinkTosOf(request, false);
  checkRequireLeader(request);
  const page = await readPage(exchange, { direction, from, maxCount, resolveLinkTos }, filter);
  const complete =
    direction === 'forwards' ? page.events.length === maxCount : !isHead && page.from <= page.head;
  const { events, ...rest } = page;
  const shown = { ...rest, maxCount, filter: sentFilter && queryOf(sentFilter) };
  return representation(request, {
    contentType,
    eTag: eTagOf(page.head - 1, saidOf(exchange, contentType, shown), events),
    growing: !complete,
    cacheControl: complete ? FOR_EVER : NOT_AT_ALL,
    body: () => feedBody(exchange, contentType, shown, events, allFeed),
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

interface AllFeedPage extends AllPage {
  readonly maxCount: number;
  /** As a query; undefined where everything is shown. */
  readonly filter: string | undefined;
}

function allFeed(page: AllFeedPage, options: EntryOptions): Feed {
  const { maxCount, filter } = page;
  const log = options.streamUri('$all');
  const id = filter === undefined ? log : `${log}/filtered`;
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
    links:
      filter === undefined
        ? pageLinks(id, maxCount, places)
        : withFilter(pageLinks(id, maxCount, places, false), filter),
    events: newestFirst(page.events, page.direction),
    options,
  };
}

const FILTER_PARAMETERS = ['context', 'type', 'data', 'exclude-system-events'];

function queryOf(sent: URLSearchParams): string {
  return String(new URLSearchParams([...sent].filter(([name]) => FILTER_PARAMETERS.includes(name))));
}

/** The links of a filtered page keep the filter, so that following them stays inside it. */
function withFilter(links: readonly FeedLink[], filter: string): readonly FeedLink[] {
  return links.map(({ relation, uri }) => ({ relation, uri: `${uri}?${filter}` }));
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
