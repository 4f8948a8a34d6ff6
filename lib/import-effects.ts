// The streams that were there before an import, as it is the first to touch them.
import { type EventNumber, type Position, type StreamName, TOMBSTONE } from './core/events.ts';
import { EffectsSoFar, type ImportEffects, type OwnStream, type OwnStreams } from './core/import-effects.ts';
import type { BackupEvent } from './core/ndjson.ts';
import { metadataOwner, metadataStreamOf } from './core/stream-metadata.ts';
import { isVisible, visibilityOf } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { readBeginning } from './ends.ts';
import type { LastNumbers } from './last-numbers.ts';
import { readEvents, readHead, readIsPlain, readStreamState, type StreamState } from './log.ts';

/** What one import does to the streams of a store. */
export interface FollowedEffects {
  /** The streams that these events, which are not written yet, are the first to touch. */
  look(tx: Transaction, events: readonly BackupEvent[]): Promise<OwnStreams>;
  /** The events were written, or in a dry run would have been. */
  follow(events: readonly BackupEvent[], own: OwnStreams): void;
  soFar(): ImportEffects;
}

export function followEffects(lastNumbers: LastNumbers, now: () => number): FollowedEffects {
  const effects = new EffectsSoFar();
  /** Where the log ended before the import. What is behind it came with the file. */
  let end: Position | undefined;
  /** Without metadata in the store no stream that only grows loses events. */
  let isPlain = false;

  return {
    async look(tx, events) {
      if (events.length === 0 || end === 0) return new Map();
      if (end === undefined) {
        isPlain = await readIsPlain(tx);
        end = (await readHead(tx)).next;
      }
      const before = end;
      const touched = await touchedBy(tx, events, lastNumbers, isPlain);
      const streams = touched.filter((stream) => !effects.has(stream));
      const nowMs = now();
      const own = streams.map(async (stream) => {
        const state = await readStreamState(tx, stream);
        const found = state.tombstoned ? undefined : await readOwn(tx, state, before, nowMs);
        return found ? ([[stream, found]] as const) : [];
      });
      return new Map((await Promise.all(own)).flat());
    },
    follow: (events, own) => effects.follow(events, own),
    soFar: () => effects.effects(),
  };
}

/** The streams that are there and are deleted or get metadata, or have metadata and grow: `$maxCount` then hides events. */
async function touchedBy(
  tx: Transaction,
  events: readonly BackupEvent[],
  lastNumbers: LastNumbers,
  isPlain: boolean,
): Promise<readonly StreamName[]> {
  const changed = new Set<StreamName>();
  const grown = new Set<StreamName>();
  for (const { stream, eventNumber } of events) {
    const owner = metadataOwner(stream);
    if (owner !== undefined) changed.add(owner);
    else if (eventNumber === TOMBSTONE) changed.add(stream);
    else if (!isPlain) grown.add(stream);
  }
  const there = await thereOf(tx, lastNumbers, new Set([...changed, ...grown]));
  const asked = [...there].filter((stream) => !changed.has(stream)).map(metadataStreamOf);
  const metadata = await thereOf(tx, lastNumbers, asked);
  return [...there].filter((stream) => changed.has(stream) || metadata.has(metadataStreamOf(stream)));
}

/** Those of the streams that have events. */
async function thereOf(
  tx: Transaction,
  lastNumbers: LastNumbers,
  streams: Iterable<StreamName>,
): Promise<ReadonlySet<StreamName>> {
  const last = await lastNumbers.of(tx, streams);
  return new Set([...last].filter(([, number]) => number >= 0).map(([stream]) => stream));
}

/** Undefined where all events of the stream came with the file. */
async function readOwn(
  tx: Transaction,
  state: StreamState,
  end: Position,
  nowMs: number,
): Promise<OwnStream | undefined> {
  const { stream, current, metadata } = state;
  const beginning = await readBeginning(tx, stream, 0);
  const [first] = await readEvents(tx, stream, beginning, beginning);
  if (first && first.position >= end) return undefined;
  return { current, metadata, firstReadable: await readFirstReadable(tx, state, end, nowMs) };
}

/** Past `lookAhead` events that cannot be read, the next one is taken to be readable: a warning too many is no harm. */
async function readFirstReadable(
  tx: Transaction,
  { stream, current, metadata }: StreamState,
  end: Position,
  nowMs: number,
): Promise<EventNumber | undefined> {
  const { lookAhead, lookAtOnce } = tx.sizes;
  const visibility = visibilityOf(stream, current, metadata, nowMs);
  let low = visibility.min;
  for (let left = lookAhead; low <= current; left -= lookAtOnce) {
    if (left <= 0) return low;
    const events = await readEvents(tx, stream, low, Math.min(low + lookAtOnce - 1, current));
    const found = events.find((event) => event.position >= end || isVisible(event, visibility));
    if (found) return found.position < end ? found.eventNumber : undefined;
    low = await nextOf(tx, stream, low + lookAtOnce, events.length > 0);
  }
  return undefined;
}

/** Numbers may be missing in their thousands of millions. */
async function nextOf(
  tx: Transaction,
  stream: StreamName,
  low: EventNumber,
  isDense: boolean,
): Promise<EventNumber> {
  return isDense ? low : readBeginning(tx, stream, low);
}
