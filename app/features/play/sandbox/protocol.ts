// What the page and the sandbox's worker say to each other. Only texts go in, and only texts and numbers come out.
import type { Changes } from './compare-states.ts';
import type { ShownLine } from './near-changes.ts';

/** An event as it goes in: the JSON text that is parsed inside, and given to `fold`. */
export interface EventText {
  /** Its number in the feed that is folded: the event number, or the position in `$all`. */
  readonly number: number;
  readonly json: string;
}

/** Which state is asked for. */
export interface Ask {
  /** JavaScript that declares `initial` and `fold`. */
  readonly code: string;
  /** Number of the first event of the feed. */
  readonly first: number;
  /** The state after this event, and the one before it. */
  readonly at: number;
}

export type ProblemKind =
  /** The text cannot be evaluated, or does not declare what it has to. */
  | 'text'
  | 'thrown'
  | 'time'
  | 'memory'
  /** It calls itself, or nests its state, too deeply. */
  | 'depth'
  /** The state is nothing that JSON can keep. */
  | 'not_json'
  /** The worker did not come back and was ended from outside. */
  | 'silent'
  /** The sandbox itself did not start. */
  | 'unloadable'
  /** The browser failed in the engine's own code, twice: no fault of the fold. */
  | 'broken';

export interface Problem {
  readonly kind: ProblemKind;
  /** The event it happened at; null = before the first. */
  readonly at: number | null;
  /** In the text, from 1. */
  readonly line: number | null;
  readonly says: string;
}

/** A state as it is shown. */
export interface ShownState {
  /** After this event; before the first it is one less. */
  readonly at: number;
  /** The whole of it. */
  readonly json: string;
  /** Null where it is too large to be looked at line by line. */
  readonly seen: SeenState | null;
}

export interface SeenState {
  /** With what the event changed; of a long state only the lines that matter. */
  readonly lines: readonly ShownLine[];
  readonly changes: Changes;
}

export type Answer =
  | { readonly kind: 'state'; readonly state: ShownState }
  /** `before`: the state that the failing event met, where that event was asked for. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly before: ShownState | null }
  | { readonly kind: 'stopped'; readonly at: number };

export type ToSandbox =
  /** A newer ask ends the one before it. */
  | { readonly kind: 'ask'; readonly turn: number; readonly ask: Ask }
  | { readonly kind: 'stop' }
  /** The events that a `read` asked for. */
  | { readonly kind: 'events'; readonly events: readonly EventText[] };

export type FromSandbox =
  /** The engine is there: from now on a long silence means that it hangs. */
  | { readonly kind: 'loaded' }
  /** Wants the events with these numbers, as far as they can be read; where none can, the next that can. */
  | { readonly kind: 'read'; readonly from: number; readonly count: number }
  | { readonly kind: 'progress'; readonly at: number }
  /** The state on the way to the one that was asked for. */
  | { readonly kind: 'partial'; readonly turn: number; readonly state: ShownState }
  | { readonly kind: 'answer'; readonly turn: number; readonly answer: Answer };

/** For one event, and for what is evaluated before the first. */
export const TIME_LIMIT_MS = 1_000;
export const MEMORY_LIMIT_BYTES = 64 * 2 ** 20;
