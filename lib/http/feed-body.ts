// A feed as the body of an answer.
import { feedJson } from '../core/atom-json.ts';
import { feedXml } from '../core/atom-xml.ts';
import type { ResolvedEvent } from '../core/events.ts';
import { type EntryOptions, type Feed, MAX_FEED_LENGTH } from '../core/feed.ts';
import { badRequest } from './answer.ts';
import { decode, type Exchange, entryOptions } from './exchange.ts';
import type { Said } from './written-feeds.ts';

/**
 * Writes the feed of a page, unless the same was written before.
 * @param page what is said beside the events
 * @param feedOf knows of nothing but what it is given
 * @throws Refusal 400
 */
export function feedBody<Page extends Said>(
  exchange: Exchange,
  contentType: string,
  page: Page,
  events: readonly ResolvedEvent[],
  feedOf: (page: Page & { readonly events: readonly ResolvedEvent[] }, options: EntryOptions) => Feed,
): string {
  const options = entryOptions(exchange);
  const said = saidOf(exchange, contentType, page);
  const write = () => feedText(feedOf({ ...page, events }, options), contentType);
  return exchange.feeds.textOf(exchange.request.url, said, events, write);
}

/** All that an answer depends on beside its events: `page`, and what every answer depends on. */
export function saidOf(exchange: Exchange, contentType: string, page: Said): Said {
  const { embed } = entryOptions(exchange);
  return { ...page, contentType, embed, seenAt: exchange.addresses.uriOf('/') };
}

function feedText(feed: Feed, contentType: string): string {
  const text = contentType.endsWith('xml') ? feedXml(feed, decode) : feedJson(feed, decode);
  if (text !== undefined) return text;
  throw badRequest(
    `Read size too big. The page would have more than ${MAX_FEED_LENGTH} characters; ask for fewer events, or embed less.`,
  );
}
