// A fold on the screen: its newest answer, how far it is, and the way to stop it.
import { useCallback, useEffect, useRef, useState } from 'react';
import { EventNotFoundError, type RecordedEvent } from '../../../lib/index.ts';
import { type Feed, nextRows } from '../stream/feed.ts';
import type { Run } from './draft.ts';
import { eventText } from './event-text.ts';
import { createFoldClient, type FoldClient } from './fold-client.ts';
import type { Answer, ShownState } from './sandbox/protocol.ts';

export interface Shown {
  readonly run: Run;
  /** The event that it is of. */
  readonly at: number;
  /** Null where it can no longer be read: a scavenge dropped it, it was truncated, or it is missing. */
  readonly event: RecordedEvent | null;
  readonly answer: Answer;
}

interface Folding {
  /** The last answer; it stays until the next is there, or a state on a long way to it. */
  readonly shown: Shown | null;
  readonly isBusy: boolean;
  /** The event that is being folded to. */
  readonly target: number;
  /** How far it is, when that takes long enough to be told. */
  readonly reached: number | null;
  /** The events could not be read. */
  readonly failure: unknown;
}

export interface Fold extends Folding {
  /** Ends what is being folded; what was folded until then is not lost. */
  readonly stop: () => void;
}

const NOTHING: Folding = { shown: null, isBusy: false, target: 0, reached: null, failure: null };

/** Shorter than this nobody needs to know how far it is. */
const PATIENCE_MS = 250;
/** The folding needs the page as well: it reads the events. */
const PROGRESS_MS = 200;

export function useFold(feed: Feed, run: Run | null, first: number, at: number): Fold {
  const [folding, setFolding] = useState(NOTHING);
  const client = useRef<FoldClient | null>(null);
  const begunMs = useRef(0);

  useEffect(() => {
    let toldMs = 0;
    const own = createFoldClient({
      read: async (from, count) => (await nextRows(feed, from, 'forward', count)).toReversed().map(eventText),
      onProgress(reached) {
        const nowMs = performance.now();
        if (nowMs - begunMs.current < PATIENCE_MS || nowMs - toldMs < PROGRESS_MS) return;
        toldMs = nowMs;
        setFolding((last) => ({ ...last, reached }));
      },
    });
    client.current = own;
    return () => own.close();
  }, [feed]);

  useEffect(() => {
    const own = client.current;
    if (run === null || own === null) return;
    let isLeft = false;
    const asked = run;
    begunMs.current = performance.now();
    setFolding((last) => ({ ...last, isBusy: true, target: at, reached: null, failure: null }));
    async function showPartial(state: ShownState): Promise<void> {
      // What keeps it from being read is told with the answer.
      const event = await readEvent(feed, state.at).catch(() => null);
      const shown: Shown = { run: asked, at: state.at, event, answer: { kind: 'state', state } };
      if (!isLeft) setFolding((last) => (last.isBusy ? { ...last, shown } : last));
    }
    const answered = own.ask({ code: run.code, first, at }, (state) => void showPartial(state));
    Promise.all([answered, readEvent(feed, at)]).then(
      ([answer, event]) => {
        if (!isLeft) setFolding({ ...NOTHING, shown: { run, at, event, answer } });
      },
      (failure: unknown) => {
        if (!isLeft) setFolding({ ...NOTHING, failure });
      },
    );
    return () => {
      isLeft = true;
    };
  }, [feed, run, first, at]);

  return { ...folding, stop: useCallback(() => client.current?.stop(), []) };
}

async function readEvent(feed: Feed, at: number): Promise<RecordedEvent | null> {
  try {
    return await feed.event(at);
  } catch (error) {
    if (error instanceof EventNotFoundError) return null;
    throw error;
  }
}
