// Folds the events of a feed up to the one that is asked for, from the nearest state that is known before it.
import { compareStates, countChanges } from './compare-states.ts';
import { nearChanges } from './near-changes.ts';
import type { Answer, Ask, EventText, Problem, ShownState } from './protocol.ts';
import { type Sandbox, SandboxError } from './sandbox.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';

export interface FolderNeeds {
  readonly openSandbox: (code: string) => Promise<Sandbox>;
  /** The events with these numbers, oldest first; numbers without a readable event are left out. */
  readonly read: (from: number, count: number) => Promise<readonly EventText[]>;
  /** Called several times a second while it folds. */
  readonly onProgress: (at: number) => void;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
  readonly nowMs: () => number;
}

export interface Folder {
  /** `isEnded` is asked after each event; what was folded until then is not lost. */
  answer(ask: Ask, isEnded: () => boolean): Promise<Answer>;
}

/** A text, the feed it is folded over, and how far that came. */
interface Fold {
  readonly code: string;
  readonly first: number;
  readonly snapshots: Snapshots;
  /** Null after a problem. */
  sandbox: Sandbox | null;
  /** The sandbox holds the state after this event. */
  at: number;
}

/** So long may messages wait. */
const STRETCH_MS = 40;

export function createFolder({ openSandbox, read, onProgress, pause, nowMs }: FolderNeeds): Folder {
  let fold: Fold | null = null;
  let readSize = FIRST_READ;

  /** The sandbox, with a state from before the event that is asked for. */
  async function standBefore(ask: Ask): Promise<readonly [Fold, Sandbox]> {
    const isSame = fold?.code === ask.code && fold.first === ask.first;
    const known = isSame ? fold : null;
    fold = known;
    const sandbox = known?.sandbox ?? (await openSandbox(ask.code));
    const initial = () => ({ at: ask.first - 1, json: sandbox.state() });
    fold = known ?? { ...ask, sandbox, at: ask.at, snapshots: createSnapshots(initial()) };
    const near = fold.snapshots.before(ask.at);
    if (fold.sandbox === null || fold.at >= ask.at || fold.at < near.at) {
      sandbox.restore(near.json);
      fold.at = near.at;
    }
    fold.sandbox = sandbox;
    return [fold, sandbox];
  }

  async function foldTo(ask: Ask, isEnded: () => boolean, onBefore: (json: string) => void): Promise<Answer> {
    const [folding, sandbox] = await standBefore(ask);
    let before: string | undefined;
    let pausedAtMs = nowMs();
    while (folding.at < ask.at) {
      const from = folding.at + 1;
      const count = Math.min(readSize, ask.at - folding.at);
      const events = await read(from, count);
      for (const { number, json } of events) {
        if (isEnded()) return { kind: 'stopped', at: folding.at };
        if (number === ask.at) {
          before = sandbox.state();
          onBefore(before);
        }
        folding.at = number; // From here on a problem is one of this event.
        sandbox.step(json);
        if (folding.snapshots.isDue()) folding.snapshots.keep({ at: number, json: sandbox.state() });
        if (nowMs() - pausedAtMs < STRETCH_MS) continue;
        onProgress(number);
        await pause();
        pausedAtMs = nowMs();
      }
      folding.at = from + count - 1;
      readSize = nextReadSize(events);
    }
    const after = sandbox.state();
    return { kind: 'state', state: shownState(ask.at, before ?? after, after) };
  }

  return {
    async answer(ask, isEnded) {
      let before: string | null = null;
      try {
        return await foldTo(ask, isEnded, (json) => {
          before = json;
        });
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        const problem = problemOf(error, fold);
        if (fold !== null) fold.sandbox = null;
        return {
          kind: 'problem',
          problem,
          before: before === null ? null : shownState(ask.at - 1, before, before),
        };
      }
    },
  };
}

/** Both are JSON texts. */
function shownState(at: number, before: string, after: string): ShownState {
  const lines = compareStates(JSON.parse(before), JSON.parse(after));
  return { at, json: after, lines: nearChanges(lines), changes: countChanges(lines) };
}

function problemOf({ kind, line, message }: SandboxError, fold: Fold | null): Problem {
  const isBeforeFirst = fold === null || fold.at < fold.first;
  return { kind, line, says: message, at: isBeforeFirst ? null : fold.at };
}

const FIRST_READ = 20;
const MAX_READ = 500;
/** Characters of one read: large events come few at a time. */
const READ_LENGTH = 1_000_000;

function nextReadSize(events: readonly EventText[]): number {
  const length = events.reduce((sum, { json }) => sum + json.length, 0);
  return Math.max(1, Math.min(MAX_READ, Math.floor((READ_LENGTH * events.length) / length) || MAX_READ));
}
