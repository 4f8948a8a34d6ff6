// What a feed page shows, read from one stream or from the whole log.
import {
  EventNotFoundError,
  type EventStore,
  type RecordedEvent,
  type ResolvedEvent,
  type StreamName,
} from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { ALL } from './all.ts';
import { isSystemStream } from './system-streams.ts';

export interface FeedRow {
  /** Event number, or position in `$all`; of a followed link that of the link. */
  readonly number: number;
  /** Of a followed link its target, or the link itself where the target is gone. */
  readonly event: RecordedEvent;
}

export type FeedState = 'missing' | 'live' | 'soft_deleted' | 'tombstoned';

export interface FeedFacts {
  readonly state: FeedState;
  /** Readable events. */
  readonly eventCount: number;
  /** First readable number; `last + 1` when there is none. */
  readonly first: number;
  /** The last number ever used; -1 = none. */
  readonly last: number;
  readonly updatedMs: number | null;
}

export interface FeedPage {
  readonly facts: FeedFacts;
  /** Newest first. */
  readonly rows: readonly FeedRow[];
}

interface RowsAndNext {
  readonly rows: readonly FeedRow[];
  /** Where the next page in the same direction begins; null = there is none. */
  readonly next: number | null;
}

/** A feed of one stream, or of everything; links are followed where that was asked for. */
export interface Feed {
  facts(): Promise<FeedFacts>;
  /** The rows, and where reading goes on. */
  page(from: number, direction: PageAddress['direction'], count: number): Promise<RowsAndNext>;
  /** Rows from a number on (`backward` = that one and older, `forward` = that one and newer), newest first. */
  rows(from: number, direction: PageAddress['direction'], count: number): Promise<readonly FeedRow[]>;
  /** @throws StreamNotFoundError, StreamDeletedError, EventNotFoundError */
  event(number: number): Promise<RecordedEvent>;
}

type PagedFeed = Omit<Feed, 'rows'>;

export function feedOf(store: EventStore, stream: StreamName, followLinks = false): Feed {
  const feed = stream === ALL ? allFeed(store) : streamFeed(store, stream, followLinks);
  return { ...feed, rows: async (...range) => (await feed.page(...range)).rows };
}

/** The stream whose commits can change this feed; undefined = all. */
export function watchedBy(stream: StreamName): StreamName | undefined {
  return stream === ALL || isSystemStream(stream) ? undefined : stream;
}

/** The page as it is now; a `head` page begins at `head` where one is given, so that it can be held still. */
export async function readFeedPage(feed: Feed, address: PageAddress, head: number | null): Promise<FeedPage> {
  const facts = await feed.facts();
  if (facts.state !== 'live' || facts.eventCount === 0) return { facts, rows: [] };
  const from = address.from === 'head' ? (head ?? facts.last) : address.from;
  const { direction, count } = address;
  const isInside = from >= facts.first && from <= facts.last;
  const rows = await (isInside ? nextRows(feed, from, direction, count) : feed.rows(from, direction, count));
  return { facts, rows };
}

/** As `rows`, of the first page that has any: numbers that are missing in between are no reason for one without. */
export async function nextRows(
  feed: Pick<Feed, 'page'>,
  from: number,
  direction: PageAddress['direction'],
  count: number,
): Promise<readonly FeedRow[]> {
  let { rows, next } = await feed.page(from, direction, count);
  while (rows.length === 0 && next !== null) ({ rows, next } = await feed.page(next, direction, count));
  return rows;
}

function streamFeed(store: EventStore, stream: StreamName, followLinks: boolean): PagedFeed {
  return {
    async facts() {
      const { state, eventCount, version, updatedMs } = await store.describeStream(stream);
      return { state, eventCount, first: version - eventCount + 1, last: version, updatedMs };
    },
    async page(from, direction, count) {
      const page = await store.readStreamPage(stream, {
        direction: direction === 'backward' ? 'backwards' : 'forwards',
        from,
        maxCount: count,
        resolveLinkTos: followLinks,
      });
      const rows = newestFirst(page.events.flatMap(rowOf), direction);
      return { rows, next: page.endOfStream ? null : page.next };
    },
    async event(number) {
      const { event, link } = await store.readEvent(stream, number, { resolveLinkTos: followLinks });
      return found(event ?? link, stream, number);
    },
  };
}

function allFeed(store: EventStore): PagedFeed {
  return {
    async facts() {
      const { events, head } = await store.readAllPage({ direction: 'backwards', from: 'end', maxCount: 1 });
      const updatedMs = events[0]?.event?.createdMs ?? null;
      return { state: 'live', eventCount: head, first: 0, last: head - 1, updatedMs };
    },
    async page(from, direction, count) {
      const backward = direction === 'backward';
      const page = await store.readAllPage({
        direction: backward ? 'backwards' : 'forwards',
        // The log counts backwards from one past the first event it gives.
        from: backward ? from + 1 : from,
        maxCount: count,
      });
      const rows = page.events.flatMap(({ event }) => (event ? [{ number: event.position, event }] : []));
      const next = backward ? page.next - 1 : page.next;
      return { rows: newestFirst(rows, direction), next: page.endOfLog ? null : next };
    },
    async event(number) {
      const { events } = await store.readAllPage({ direction: 'forwards', from: number, maxCount: 1 });
      return found(events[0]?.event, ALL, number);
    },
  };
}

function rowOf({ event, link }: ResolvedEvent): readonly FeedRow[] {
  const stored = link ?? event;
  return stored === undefined ? [] : [{ number: stored.eventNumber, event: event ?? stored }];
}

function newestFirst(rows: readonly FeedRow[], direction: PageAddress['direction']): readonly FeedRow[] {
  return direction === 'backward' ? rows : rows.toReversed();
}

function found(event: RecordedEvent | undefined, stream: StreamName, number: number): RecordedEvent {
  if (event === undefined) throw new EventNotFoundError(stream, number, -1);
  return event;
}
