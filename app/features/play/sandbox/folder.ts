// Folds the events of a feed up to the one that is asked for, from the nearest state that is known before it.
import { compareStates, countChanges } from './compare-states.ts';
import { nearChanges } from './near-changes.ts';
import type { Answer, Ask, EventText, ShownState } from './protocol.ts';
import { type Sandbox, SandboxError } from './sandbox.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';

export interface FolderNeeds {
  readonly openSandbox: (code: string) => Promise<Sandbox>;
  /**
   * The events with these numbers, oldest first; numbers without a readable event are left out. Where none of them has one,
   * the next events there are.
   */
  readonly read: (from: number, count: number) => Promise<readonly EventText[]>;
  /** Called several times a second while it folds. */
  readonly onProgress: (at: number) => void;
  /** The state on the way, when the way is long. */
  readonly onPartial: (state: ShownState) => void;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
  readonly nowMs: () => number;
}

export interface Folder {
  /** `isEnded` is asked after each event; what was folded until then is not lost. */
  answer(ask: Ask, isEnded: () => boolean): Promise<Answer>;
}

/** A text, the feed it is folded over, and states on the way. */
interface Way {
  readonly code: string;
  readonly first: number;
  readonly snapshots: Snapshots;
}

/** Where on the way a sandbox is: it holds the state after the event `at`. */
interface Standing {
  readonly sandbox: Sandbox;
  at: number;
}

/** Before this nobody waits for a state on the way. */
const FIRST_PARTIAL_MS = 100;
const PARTIAL_MS = 500;
/** A large state takes long to be looked at: the folding gets many times as long in between. */
const PARTIAL_REST = 10;
/** So long may messages wait. */
const STRETCH_MS = 40;

export function createFolder({
  openSandbox,
  read,
  onProgress,
  onPartial,
  pause,
  nowMs,
}: FolderNeeds): Folder {
  let way: Way | null = null;
  /** Null after a problem, which leaves a sandbox half way. */
  let standing: Standing | null = null;
  let readSize = FIRST_READ;

  async function standBefore({ code, first, at }: Ask): Promise<readonly [Way, Standing]> {
    if (way?.code !== code || way.first !== first) {
      way = null;
      standing = null;
    }
    standing ??= { sandbox: await openSandbox(code), at: first - 1 };
    const { sandbox } = standing;
    way ??= { code, first, snapshots: createSnapshots({ at: first - 1, json: sandbox.state() }) };
    const near = way.snapshots.before(at);
    if (standing.at >= at || standing.at <= near.at) {
      sandbox.restore(near.json);
      standing.at = near.at;
    }
    return [way, standing];
  }

  async function foldTo(ask: Ask, isEnded: () => boolean, onBefore: (json: string) => void): Promise<Answer> {
    const [{ snapshots }, here] = await standBefore(ask);
    const { sandbox } = here;
    let before: string | undefined;
    let pausedAtMs = nowMs();
    let showAtMs = pausedAtMs + FIRST_PARTIAL_MS;
    while (here.at < ask.at) {
      const from = here.at + 1;
      const count = Math.min(readSize, ask.at - here.at);
      const events = (await read(from, count)).filter(({ number }) => number <= ask.at);
      for (const { number, json } of events) {
        if (isEnded()) return { kind: 'stopped', at: here.at };
        const isPartial = number < ask.at && pausedAtMs >= showAtMs;
        const shownBefore = isPartial ? sandbox.state() : '';
        if (number === ask.at) {
          before = sandbox.state();
          onBefore(before);
        }
        here.at = number; // From here on a problem is one of this event.
        sandbox.step(json);
        if (snapshots.isDue()) snapshots.keep({ at: number, json: sandbox.state() });
        if (isPartial) {
          onPartial(shownState(number, shownBefore, sandbox.state()));
          showAtMs = nowMs() + PARTIAL_MS + PARTIAL_REST * (nowMs() - pausedAtMs);
        } else if (nowMs() - pausedAtMs < STRETCH_MS) continue;
        onProgress(number);
        await pause();
        pausedAtMs = nowMs();
      }
      here.at = events.length === 0 ? ask.at : Math.max(here.at, from + count - 1);
      readSize = nextReadSize(events);
    }
    const after = sandbox.state();
    return { kind: 'state', state: shownState(ask.at, before ?? after, after) };
  }

  /**
   * Now and then WebKit traps ("Out of bounds memory access") in a fold that is not at fault: seen in one of some sixty
   * `while (true);`. A new engine goes on from the last state that is known.
   */
  async function foldToAfterTrap(...parts: Parameters<typeof foldTo>): Promise<Answer> {
    try {
      return await foldTo(...parts);
    } catch (error) {
      if (!(error instanceof SandboxError && error.kind === 'broken')) throw error;
      standing = null;
      return foldTo(...parts);
    }
  }

  return {
    async answer(ask, isEnded) {
      let before: string | null = null;
      try {
        return await foldToAfterTrap(ask, isEnded, (json) => {
          before = json;
        });
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        const at = standing === null || standing.at < ask.first ? null : standing.at;
        standing = null;
        return {
          kind: 'problem',
          problem: { kind: error.kind, at, line: error.line, says: error.message },
          before: before === null ? null : shownState(ask.at - 1, before, before),
        };
      }
    },
  };
}

/** Characters of JSON: to compare more would take longer than a person waits. */
const MAX_SEEN_LENGTH = 1_000_000;

/** Both are JSON texts. */
function shownState(at: number, before: string, after: string): ShownState {
  if (Math.max(before.length, after.length) > MAX_SEEN_LENGTH) return { at, json: after, seen: null };
  const lines = compareStates(JSON.parse(before), JSON.parse(after));
  return { at, json: after, seen: { lines: nearChanges(lines), changes: countChanges(lines) } };
}

const FIRST_READ = 20;
const MAX_READ = 500;
/** Characters of one read: large events come few at a time. */
const READ_LENGTH = 1_000_000;

function nextReadSize(events: readonly EventText[]): number {
  const length = events.reduce((sum, { json }) => sum + json.length, 0);
  return Math.max(1, Math.min(MAX_READ, Math.floor((READ_LENGTH * events.length) / length) || MAX_READ));
}
