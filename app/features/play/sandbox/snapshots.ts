// States kept on the way, so that going back does not begin at the first event. Their number adapts to their size.

export interface Snapshot {
  /** The state after this event. */
  readonly at: number;
  readonly json: string;
}

export interface Snapshots {
  /** Call it after each event: whether it is time to keep a state. */
  isDue(): boolean;
  keep(snapshot: Snapshot): void;
  /** The last one before the event with this number. */
  before(at: number): Snapshot;
  /** Characters of all that are kept, without the first. */
  readonly length: number;
}

/** Events between two snapshots at the beginning: so many are folded again when a person goes back. */
const EVERY = 250;
/** Characters of all snapshots together. */
const MAX_LENGTH = 16_000_000;

/** `initial` is never dropped. When the others grow past `maxLength`, every second goes, and the next ones come half as often. */
export function createSnapshots(initial: Snapshot, every = EVERY, maxLength = MAX_LENGTH): Snapshots {
  let kept: Snapshot[] = [];
  let step = every;
  let since = 0;

  function length(): number {
    return kept.reduce((sum, { json }) => sum + json.length, 0);
  }

  return {
    isDue() {
      since += 1;
      return since >= step;
    },
    keep(snapshot) {
      since = 0;
      if (snapshot.at <= (kept.at(-1)?.at ?? initial.at)) return; // This way was gone before.
      kept.push(snapshot);
      while (length() > maxLength) {
        kept = kept.filter((_, index) => index % 2 === 1);
        step *= 2;
      }
    },
    before: (at) => kept.findLast((snapshot) => snapshot.at < at) ?? initial,
    get length() {
      return length();
    },
  };
}
