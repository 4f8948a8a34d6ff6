// The feeds written last, so that a page that says what it said before is not written again.
import type { RecordedEvent, ResolvedEvent } from '../core/events.ts';
import { sameEvents } from '../core/same-events.ts';

/** All that the text of a feed depends on. */
export interface Said {
  readonly [fact: string]: string | number | boolean | undefined;
}

export interface WrittenFeeds {
  /**
   * The text of a page. It is the one that was written for this address before only where all that was `said` then, and
   * every event, is the same as was read just now: so none is ever out of date.
   */
  textOf(address: string, said: Said, events: readonly ResolvedEvent[], write: () => string): string;
}

interface WrittenFeed {
  readonly said: Said;
  readonly events: readonly ResolvedEvent[];
  readonly text: string;
  readonly size: number;
}

/** All pages with the events that they show, in characters and bytes. */
const MOST = 1_000_000;
/** Larger pages are asked for by programs that copy a stream, and that ask for each once. */
const LARGEST = MOST / 8;

export function keepWrittenFeeds(): WrittenFeeds {
  // What was used longest ago comes first.
  const feeds = new Map<string, WrittenFeed>();
  let size = 0;

  function drop(address: string): void {
    size -= feeds.get(address)?.size ?? 0;
    feeds.delete(address);
  }

  function keep(address: string, feed: WrittenFeed): void {
    drop(address);
    feeds.set(address, feed);
    size += feed.size;
    for (const oldest of feeds.keys()) {
      if (size <= MOST) return;
      drop(oldest);
    }
  }

  return {
    textOf(address, said, events, write) {
      const before = feeds.get(address);
      if (before && saysTheSame(before.said, said) && sameEvents(before.events, events)) {
        keep(address, before);
        return before.text;
      }
      const text = write();
      const size = address.length + text.length + sizeOf(events);
      if (size <= LARGEST) keep(address, { said, events, text, size });
      else drop(address);
      return text;
    },
  };
}

function saysTheSame(one: Said, other: Said): boolean {
  const facts = Object.keys(one);
  return facts.length === Object.keys(other).length && facts.every((fact) => one[fact] === other[fact]);
}

function sizeOf(events: readonly ResolvedEvent[]): number {
  return events.reduce((size, { event, link }) => size + lengthOf(event) + lengthOf(link), 0);
}

function lengthOf(event: RecordedEvent | undefined): number {
  return (event?.rawData.length ?? 0) + (event?.rawMetadata?.length ?? 0);
}
