// "Something was committed", told to this tab and to the others.
import type { Position, StreamName } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { openHints } from './hints.ts';

/** What was committed. */
export interface Commit {
  readonly from: Position;
  /** One past the last position written. */
  readonly next: Position;
  readonly streams: readonly { readonly stream: StreamName; readonly version: StreamVersion }[];
  /** True when another tab or worker wrote it. */
  readonly elsewhere: boolean;
}

export interface Live {
  readonly announce: (commit: Omit<Commit, 'elsewhere'>) => void;
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
  readonly close: () => void;
}

export function openLive(storeName: string): Live {
  const { announce, onHint, close } = openHints<Omit<Commit, 'elsewhere'>>(`${storeName}:commits`);
  return { announce, onCommit: onHint, close };
}
