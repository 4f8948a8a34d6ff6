// The streams of a store: read a page at a time, and then kept up to date by reading only those that commits name.
import {
  type Commit,
  type EventStore,
  type LogId,
  type Position,
  type StreamName,
  UpgradeBlockedError,
} from '../../../lib/index.ts';
import type { Live } from '../../useLive.ts';
import { type ListedStream, listed } from './order.ts';

export interface Streams {
  /** In no order. */
  readonly streams: readonly ListedStream[];
  /** The position the next event will get: as many events were ever written. */
  readonly head: Position;
  /** When the newest of the streams was written to. */
  readonly updatedMs: number | null;
  /** False while the others are being read. */
  readonly isComplete: boolean;
}

/** The sizes at which the list is read in another way. Tests draw them small, so that every way is gone. */
export interface DirectorySizes {
  /** Streams of one transaction: a write waits no longer than for these. */
  readonly page: number;
  readonly lookedUpAtOnce: number;
  /** To look up a stream takes as long as to pass over so many in the list. */
  readonly passedPerLookUp: number;
  /** Events that are read for names that no hint has told. Where there are more, the list is read anew. */
  readonly mostMissed: number;
  /** Of these, events read at once. */
  readonly missedPage: number;
}

const SIZES: DirectorySizes = {
  page: 500,
  lookedUpAtOnce: 50,
  passedPerLookUp: 16,
  mostMissed: 1_000,
  missedPage: 100,
};

/** After what was done for commits: where one follows the other, an import or a queue needs the database more than the list does. */
const REST_PER_WORK = 9;
/** No commit tells that another tab has let go of the store. */
const BLOCKED_RETRY_MS = 1_000;

/** As far as one log is known. */
interface Knowledge {
  readonly logId: LogId;
  streams: Map<StreamName, ListedStream>;
  isComplete: boolean;
  /** Null when nothing is left to walk through. */
  walk: { after: StreamName; readonly found: Map<StreamName, ListedStream> } | null;
  /** To be looked up. */
  touched: Set<StreamName>;
  /** Streams written to below this position are among the touched, or will be walked by; null = not known yet. */
  head: Position | null;
  /** Past `head` where a hint was lost, or came before another. */
  missedTo: Position;
  /** A hint may have been lost. */
  isUnsure: boolean;
  /** Something has changed since it was shown. */
  isNew: boolean;
  /** How many streams were shown last. */
  shown: number;
}

function nothingKnown({ logId }: EventStore): Knowledge {
  const streams = new Map<StreamName, ListedStream>();
  return {
    logId,
    streams,
    isComplete: false,
    walk: { after: '', found: streams },
    touched: new Set(),
    head: null,
    missedTo: 0,
    isUnsure: false,
    isNew: true,
    shown: 0,
  };
}

export interface Directory {
  /** Shows the streams, now and after commits; what was known before is not read again. */
  start(): void;
  stop(): void;
}

/** @param sizes default: those of the product */
export function openDirectory(
  store: EventStore,
  show: (streams: Live<Streams>) => void,
  sizes: DirectorySizes = SIZES,
): Directory {
  let all = nothingKnown(store);
  let isWorking = false;
  let stopped = true;
  let stops: readonly (() => void)[] = [];
  let commits = 0;
  /** How many commits there had been when it rested last. */
  let rested = 0;
  /** What has been done for the commits since. */
  let spentMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hear({ from, next, streams }: Commit): void {
    commits += 1;
    all.isNew = true;
    if (all.head !== null && from <= all.head) {
      all.head = Math.max(all.head, next);
      for (const { stream } of streams) touch(all, stream);
    } else all.missedTo = Math.max(all.missedTo, next);
    void work();
  }

  function beginAnew(): void {
    all = nothingKnown(store);
    void work();
  }

  async function work(): Promise<void> {
    if (isWorking || stopped) return;
    isWorking = true;
    clearTimeout(timer);
    try {
      while (!stopped) {
        const [begunMs, before] = [performance.now(), commits];
        const isDone = !(await step(all));
        if (commits !== rested) spentMs += performance.now() - begunMs;
        if (!isDone && commits === before) continue;
        if (spentMs === 0) break;
        const ms = REST_PER_WORK * spentMs;
        [rested, spentMs] = [commits, 0];
        await pause(ms);
      }
    } catch (error) {
      if (!stopped) {
        // What was read until then may be of another log by the time it goes on.
        all = nothingKnown(store);
        show({ status: 'failed', error });
        if (error instanceof UpgradeBlockedError) timer = setTimeout(() => void work(), BLOCKED_RETRY_MS);
      }
    } finally {
      isWorking = false;
    }
  }

  /** One transaction, or a few small ones. False when there was nothing to do. */
  async function step(own: Knowledge): Promise<boolean> {
    if (own.head === null || own.isUnsure) await lookAtHead(own);
    else if (own.missedTo > own.head) await readMissed(own, own.head);
    else if (own.touched.size > 0 && own.touched.size <= mostLookedUp(own, sizes)) await lookUp(own);
    else if (own.walk !== null) await walkOn(own, own.walk);
    else if (own.touched.size > 0) walkAgain(own);
    else {
      if (own.isNew) publish(own);
      return false;
    }
    return true;
  }

  async function lookAtHead(own: Knowledge): Promise<void> {
    own.isUnsure = false;
    const before = own.head ?? 0;
    const head = await store.headPosition();
    if (head < before) return beginAnew();
    own.head ??= head;
    own.isNew ||= head > before;
    own.missedTo = Math.max(own.missedTo, head);
  }

  async function readMissed(own: Knowledge, from: Position): Promise<void> {
    if (own.missedTo - from > sizes.mostMissed) {
      own.head = own.missedTo;
      return walkAgain(own);
    }
    const maxCount = sizes.missedPage;
    const { events, next, head } = await store.readAllPage({ direction: 'forwards', from, maxCount });
    // A hint of a log that was replaced tells of places that this one does not have.
    if (head < from) return beginAnew();
    for (const { event } of events) if (event) touch(own, event.stream);
    // What a scavenge dropped names no stream.
    if (events.length < next - from) walkAgain(own);
    own.head = Math.max(own.head ?? 0, next);
    own.missedTo = Math.min(own.missedTo, head);
  }

  async function lookUp(own: Knowledge): Promise<void> {
    const names = [...own.touched].slice(0, sizes.lookedUpAtOnce);
    for (const name of names) own.touched.delete(name);
    for (const summary of await Promise.all(names.map((name) => store.describeStream(name)))) {
      for (const streams of new Set([own.streams, own.walk?.found ?? own.streams])) {
        if (summary.state === 'live') streams.set(summary.stream, listed(summary));
        else streams.delete(summary.stream);
      }
    }
    if (own.isComplete || own.shown > 0) publish(own);
  }

  async function walkOn(own: Knowledge, walk: NonNullable<Knowledge['walk']>): Promise<void> {
    const page = await store.listStreams({ after: walk.after, maxCount: sizes.page });
    for (const summary of page) walk.found.set(summary.stream, listed(summary));
    walk.after = page.at(-1)?.stream ?? walk.after;
    if (page.length === sizes.page) {
      // The first page at once, then rarely: each time the screen sorts all that is there.
      if (!own.isComplete && own.streams.size >= 2 * own.shown) publish(own);
      return;
    }
    own.walk = null;
    own.streams = walk.found;
    own.isComplete = true;
    publish(own);
  }

  function publish(own: Knowledge): void {
    if (own !== all || stopped) return;
    own.isNew = false;
    own.shown = own.streams.size;
    const streams = [...own.streams.values()];
    const { head, isComplete } = own;
    show({
      status: 'ready',
      value: { streams, head: head ?? 0, updatedMs: lastUpdateMs(streams), isComplete },
    });
  }

  function wakeWhenVisible(): void {
    if (document.visibilityState !== 'visible') return;
    all.isUnsure = true; // A tab that slept in the background may have missed a hint.
    void work();
  }

  return {
    start() {
      stopped = false;
      if (all.logId !== store.logId) all = nothingKnown(store);
      // Before anything is read, so no commit falls in between.
      stops = [store.onCommit(hear), store.onLogReplaced(beginAnew)];
      document.addEventListener('visibilitychange', wakeWhenVisible);
      all.isUnsure = true;
      all.isNew = true; // What was shown before the stop may have been put away since.
      void work();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', wakeWhenVisible);
    },
  };
}

/** Metadata changes what can be read of its stream; system streams are in no list. */
function touch({ touched }: Knowledge, stream: StreamName): void {
  const named = stream.startsWith('$$') ? stream.slice(2) : stream;
  if (!named.startsWith('$')) touched.add(named);
}

function mostLookedUp({ streams }: Knowledge, { lookedUpAtOnce, passedPerLookUp }: DirectorySizes): number {
  return Math.max(lookedUpAtOnce, streams.size / passedPerLookUp);
}

function walkAgain(own: Knowledge): void {
  // Into another map where streams are shown: one that was deleted meanwhile is not met again.
  own.walk = { after: '', found: own.streams.size > 0 ? new Map() : own.streams };
  own.touched = new Set();
}

function lastUpdateMs(streams: readonly ListedStream[]): number | null {
  let latest: number | null = null;
  for (const { updatedMs } of streams) {
    if (updatedMs !== null && updatedMs > (latest ?? 0)) latest = updatedMs;
  }
  return latest;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
