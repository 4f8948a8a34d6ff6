// Where the ids of a request are in its stream: an id is there once, unless it was written again.
import {
  type EventId,
  type EventNumber,
  type EventStore,
  StreamDeletedError,
  StreamNotFoundError,
} from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import { assignedId } from '../../client/history.ts';
import { eventLetter } from './letters.ts';

/** One entry an event of the request, in its order: where its id is, lowest first. */
export type Copies = readonly (readonly EventNumber[])[];

/** Events of one page: few enough to be read in a moment. */
const PAGE_SIZE = 500;

export interface CopyReader {
  /** Looks through what was written since it was asked last. */
  readonly read: () => Promise<Copies>;
  /** Ends a read that is under way. */
  readonly stop: () => void;
}

/** The index of a store names the first copy of an id only: the others are looked for behind it. */
export function copyReader(store: EventStore, stream: string, ids: readonly (EventId | null)[]): CopyReader {
  let logId = store.logId;
  let places = new Map<EventId, Set<EventNumber>>();
  let next: EventNumber | null = null;
  let stopped = false;

  function begin(): void {
    logId = store.logId;
    places = new Map(ids.flatMap((id) => (id === null ? [] : [[id.toLowerCase(), new Set<EventNumber>()]])));
    next = null;
  }

  async function findFirst(): Promise<void> {
    const first = await store.findEventIds(stream, [...places.keys()]);
    for (const [id, place] of first) places.get(id)?.add(place);
    next = first.size === 0 ? null : Math.min(...first.values());
  }

  async function goOn(): Promise<void> {
    while (next !== null && !stopped) {
      const page = await store.readStreamPage(stream, {
        direction: 'forwards',
        from: next,
        maxCount: PAGE_SIZE,
        logId,
      });
      for (const { link, event } of page.events) {
        const read = link ?? event;
        if (read) places.get(read.id)?.add(read.eventNumber);
      }
      if (page.endOfStream) {
        next = page.lastEventNumber + 1;
        return;
      }
      next = page.next;
    }
  }

  /** The index of a store also knows ids of truncated and deleted events: these are not in the stream any more. */
  async function firstInStream(): Promise<number> {
    const { state, version, eventCount } = await store.describeStream(stream);
    return state === 'live' ? version - eventCount + 1 : Number.POSITIVE_INFINITY;
  }

  begin();
  return {
    async read() {
      if (logId !== store.logId) begin();
      if (next === null) await findFirst();
      try {
        await goOn();
      } catch (error) {
        // Of a deleted stream nothing more can be read.
        if (!(error instanceof StreamDeletedError || error instanceof StreamNotFoundError)) throw error;
      }
      const first = await firstInStream();
      return ids.map((id) =>
        [...(places.get(id?.toLowerCase() ?? '') ?? [])]
          .filter((place) => place >= first)
          .toSorted((a, b) => a - b),
      );
    },
    stop() {
      stopped = true;
    },
  };
}

/** The ids of a request as they are in the stream; null where the store has not given one yet. */
export function idsOf(history: History): readonly (EventId | null)[] {
  const assigned = assignedId(history);
  return history.request.events.map(({ id }) => id ?? assigned);
}

/** How many of the copies are too many. */
export function duplicatesIn(copies: Copies): number {
  return copies.reduce((sum, places) => sum + Math.max(0, places.length - 1), 0);
}

/** Most ids that are told one by one. */
const MAX_TOLD = 4;

/** Null while no id is there twice. */
export function writtenAgainWords(copies: Copies): string | null {
  const again = copies.flatMap((places, index) => (places.length > 1 ? [{ index, places }] : []));
  if (again.length === 0) return null;
  if (copies.length === 1) return `Written again: this id is now at ${listed(again[0]?.places ?? [])}.`;
  if (again.length > MAX_TOLD)
    return `Written again: ${again.length} ids of this request are now in the stream more than once.`;
  const told = again.map(({ index, places }) => `${eventLetter(index)} at ${listed(places)}`);
  return `Written again: the id of ${told.join(', of ')}.`;
}

function listed(places: readonly EventNumber[]): string {
  const shown = places.slice(0, places.length > MAX_TOLD ? MAX_TOLD - 1 : MAX_TOLD).map(String);
  const more = places.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more places`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
