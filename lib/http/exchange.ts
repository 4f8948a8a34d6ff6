// One request on its way to an answer.

import type { EmbedLevel, EntryOptions } from '../core/feed.ts';
import type { EventStore } from '../event-store.ts';
import type { Addresses } from './addresses.ts';
import { badRequest } from './answer.ts';
import type { SentAddress } from './sent-address.ts';
import type { WrittenFeeds } from './written-feeds.ts';

export interface Exchange {
  readonly request: Request;
  readonly sentTo: SentAddress;
  readonly store: EventStore;
  readonly addresses: Addresses;
  readonly feeds: WrittenFeeds;
  readonly newId: () => string;
}

const utf8 = new TextDecoder();

export function decode(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

const EMBED_LEVELS: readonly string[] = [
  'content',
  'rich',
  'body',
  'pretty',
  'tryharder',
] satisfies EmbedLevel[];

/** An unknown level embeds nothing. */
export function entryOptions(exchange: Exchange): EntryOptions {
  const level = exchange.sentTo.parameters?.get('embed')?.toLowerCase() ?? '';
  return {
    streamUri: exchange.addresses.streamUri,
    embed: EMBED_LEVELS.includes(level) ? (level as EmbedLevel) : 'none',
    decode,
  };
}

/** Most events that one page may hold. */
export const MAX_PAGE_SIZE = 4096;

/** A count of events; `sentence` is what the reference says of one that is none. */
export function pageSize(text: string, sentence: string): number {
  if (!/^0*[1-9]\d*$/.test(text)) throw badRequest(sentence);
  const count = Number(text);
  if (count <= MAX_PAGE_SIZE) return count;
  throw badRequest(
    `Read size too big, should be less than ${MAX_PAGE_SIZE} items. ${text} were asked for; a page has at most ${MAX_PAGE_SIZE}.`,
  );
}
