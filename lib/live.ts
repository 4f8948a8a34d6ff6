// "Something was committed", told to this tab and to the others.
import type { LogId, Position, StreamName } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import type { Sizes } from './core/sizes.ts';
import { openHints } from './hints.ts';
import type { LogChange } from './memory.ts';

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
  readonly announce: (change: LogChange) => void;
  /** Others forget what they remember; nobody is told of a commit. */
  readonly announceScavenge: () => void;
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
  /** Tells what other tabs and workers have committed, as far as appends need to know. */
  readonly onChangeElsewhere: (listener: (change: LogChange) => void) => void;
  readonly close: () => void;
}

type LogHint = LogChange & { readonly logId: LogId };

/** `logId` gives the log of the newest connection, which is the one that was just written to. */
export function openLive(storeName: string, logId: () => LogId, sizes: Sizes): Live {
  const hints = openHints<LogHint>(`${storeName}:commits`, sizes);
  const { onHint, close } = hints;
  const announce = (change: LogChange) => hints.announce({ ...change, logId: logId() });
  return {
    announce,
    announceScavenge: () => announce({ from: 0, next: 0, streams: [] }),
    onCommit: (listener) =>
      onHint(({ from, next, streams, elsewhere }) => {
        if (next > from) listener({ from, next, streams, elsewhere });
      }),
    onChangeElsewhere: (listener) => {
      onHint(({ elsewhere, logId: of, ...change }) => {
        // A hint of another log is of an earlier one, or of one that the next connection finds, which begins with nothing.
        if (elsewhere && of === logId()) listener(change);
      });
    },
    close,
  };
}
