// Feed pages of one stream.
import type { EventNumber, StreamName } from '../core/events.ts';
import { streamFeed } from '../core/feed.ts';
import { isSystemStream } from '../core/system-streams.ts';
import { StreamNotFoundError } from '../errors.ts';
import type { StreamPage, StreamPageRequest } from '../event-store.ts';
import { type Answer, badRequest } from './answer.ts';
import { FOR_EVER, growingCacheControl, representation } from './caching.ts';
import { describe, isDescription } from './description.ts';
import { eTagOf } from './etag.ts';
import { type Exchange, pageSize } from './exchange.ts';
import { feedBody, saidOf } from './feed-body.ts';
import { readWhenReady } from './long-poll.ts';
import { FEED_OFFER, HEAD_PAGE_OFFER, negotiate } from './negotiate.ts';
import { notAcceptable } from './request.ts';
import { checkRequireLeader, longPollOf, resolveLinkTosOf } from './request-headers.ts';
import { HEAD_PAGE, type PagePlace } from './routes.ts';

/** The newest page, or the description document of the stream when that is asked for. */
export function getHeadPage(exchange: Exchange, stream: StreamName): Promise<Answer> {
  const contentType = negotiate(exchange, HEAD_PAGE_OFFER);
  if (contentType === undefined) throw notAcceptable();
  if (isDescription(contentType)) return Promise.resolve(describe(exchange, stream, contentType));
  return answerPage(exchange, stream, HEAD_PAGE, contentType);
}

export function getPage(exchange: Exchange, stream: StreamName, place: PagePlace): Promise<Answer> {
  const contentType = negotiate(exchange, FEED_OFFER);
  if (contentType === undefined) throw notAcceptable();
  return answerPage(exchange, stream, place, contentType);
}

/** Far past every event, and still far enough from the end of exact numbers to count on from. */
const FAR = 2 ** 52;

/** @param head what "head" stands for here; undefined where it is not taken */
export function eventNumberOf<Head>(text: string, head: Head | undefined): EventNumber | Head {
  if (text === 'head' && head !== undefined) return head;
  if (/^\d{1,19}$/.test(text) && BigInt(text) < 2n ** 63n) return Math.min(Number(text), FAR);
  throw badRequest(`'${text}' is not valid event number`);
}

async function answerPage(
  exchange: Exchange,
  stream: StreamName,
  place: PagePlace,
  contentType: string,
): Promise<Answer> {
  const { direction } = place;
  const from = eventNumberOf(place.from, direction === 'backwards' ? ('end' as const) : undefined);
  const sentence = `'${place.count}' is not valid count. Should be positive integer`;
  const maxCount = pageSize(place.count, sentence);
  const resolveLinkTos = resolveLinkTosOf(exchange.request, true);
  checkRequireLeader(exchange.request);
  const page = await readPage(exchange, stream, { direction, from, maxCount, resolveLinkTos });
  const { logId, events, endOfStream, lastEventNumber } = page;
  const shown = { logId, stream, direction, from: page.from, maxCount, endOfStream, lastEventNumber };
  const eTag = eTagOf(lastEventNumber, saidOf(exchange, contentType, shown), events);
  const isHead = from === 'end';
  const growing = isHead || !isComplete(page, maxCount);
  return representation(exchange.request, {
    contentType,
    eTag,
    growing,
    cacheControl: growing ? growingCacheControl(page.metadata) : FOR_EVER,
    body: () => {
      const head = isHead ? { ...shown, headETag: eTag } : shown;
      return feedBody(exchange, contentType, head, events, streamFeed);
    },
  });
}

/** No event can be added to the page any more. */
function isComplete(page: StreamPage, maxCount: number): boolean {
  return page.direction === 'forwards'
    ? page.lastEventNumber + 1 >= page.from + maxCount
    : page.lastEventNumber >= page.from;
}

type PageOutcome = StreamPage | StreamNotFoundError;

async function readPage(
  { request, store }: Exchange,
  stream: StreamName,
  pageRequest: StreamPageRequest,
): Promise<StreamPage> {
  const seconds = longPollOf(request);
  if (seconds === undefined || pageRequest.direction === 'backwards') {
    return store.readStreamPage(stream, pageRequest);
  }
  // A stream that is not there yet is waited for like an event that is not there yet.
  const read = (): Promise<PageOutcome> =>
    store.readStreamPage(stream, pageRequest).catch((error: unknown) => {
      if (error instanceof StreamNotFoundError) return error;
      throw error;
    });
  const wait = {
    seconds,
    signal: request.signal,
    concerns: (commit: { readonly streams: readonly { readonly stream: StreamName }[] }) =>
      // The links of a system stream come with commits to other streams.
      isSystemStream(stream) || commit.streams.some((changed) => changed.stream === stream),
  };
  const outcome = await readWhenReady(store, wait, read, (page) => !isWaiting(page));
  if (outcome instanceof StreamNotFoundError) throw outcome;
  return outcome;
}

function isWaiting(outcome: PageOutcome): boolean {
  return outcome instanceof StreamNotFoundError || outcome.from > outcome.lastEventNumber;
}
