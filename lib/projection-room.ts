// What the projections of a store share.
import type { Source } from './catch-up.ts';
import { StoreClosedError } from './errors.ts';
import { openHints } from './hints.ts';
import { type ProjectionHint, projectionOf, type RunProjection, type Saved } from './projection.ts';
import type { Fold } from './projection-record.ts';
import type { ProjectionsNeed } from './projections.ts';
import { openWaiting } from './waiting.ts';
import { browserWakeUps } from './wake-ups.ts';

export interface ProjectionRoom {
  projectionOf<State>(fold: Fold<State>, source: Source): RunProjection<State>;
  close(): void;
}

/** @throws StoreClosedError */
export function openRoom({
  storeName,
  db,
  onCommit,
  onLogReplaced,
  closed,
  wakeUps = browserWakeUps,
}: ProjectionsNeed): ProjectionRoom {
  // It may have been closed while this was loaded.
  if (closed.aborted) throw new StoreClosedError();
  const hints = openHints<Saved>(`${storeName}:projections`);
  const waiting = openWaiting<ProjectionHint>(
    [(listener) => onCommit((commit) => listener({ commit })), hints.onHint],
    [wakeUps, onLogReplaced],
  );
  const shared = { db, waiting, hints, closed };
  return {
    projectionOf: (fold, source) => projectionOf(shared, fold, source),
    close: hints.close,
  };
}
