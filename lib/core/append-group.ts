// Many appends decided at once: what each comes to when they are written one after the other in one transaction.
import { type AppendDecision, type AppendFacts, comparedFrom, decideAppend } from './append.ts';
import type { EventData, EventId, EventNumber, RecordedEvent, StreamName } from './events.ts';
import type { ExpectedVersion, StreamVersion } from './expected-version.ts';
import type { StreamMetadata } from './stream-metadata.ts';
import { isSoftDeleted } from './visibility.ts';

export interface GroupedAppend {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly EventData[];
}

/** What a group has to know of a stream before it is appended to. */
export interface StreamHead {
  /** Number of the last event ever written. */
  readonly current: StreamVersion;
  /** Created explicitly: metadata was set. */
  readonly hasMetadata: boolean;
  /** Soft-deleted or tombstoned, so that an append needs more facts than these. */
  readonly deleted: boolean;
}

export function streamHead(state: {
  readonly current: StreamVersion;
  readonly metadata: StreamMetadata;
  readonly tombstoned: boolean;
}): StreamHead {
  return {
    current: state.current,
    hasMetadata: state.metadata.version >= 0,
    deleted: state.tombstoned || isSoftDeleted(state.metadata),
  };
}

export interface GroupFacts {
  headOf(stream: StreamName): StreamHead | undefined;
  /**
   * By stream, the first event with each of the ids that are in it. Undefined: the ids were not looked up and are taken
   * to be new, which the index of ids checks when they are written.
   */
  readonly known: ReadonlyMap<StreamName, ReadonlyMap<EventId, RecordedEvent>> | undefined;
}

/** Events that several appends of a group add to one stream, one after the other. */
export interface Run {
  readonly stream: StreamName;
  readonly first: EventNumber;
  readonly events: EventData[];
}

export type GroupDecision =
  /** Written as part of `run`, from the event number `first`. */
  | { readonly kind: 'write'; readonly run: Run; readonly first: EventNumber }
  /** Nothing is to be written, with the facts that say so. */
  | {
      readonly kind: 'decided';
      readonly decision: Exclude<AppendDecision, { kind: 'write' }>;
      readonly facts: Pick<AppendFacts, 'current' | 'known'>;
    }
  /** Not for this group to say: the append has to be decided with all its facts, after the group. */
  | { readonly kind: 'undecided' };

export interface GroupPlan {
  readonly runs: readonly Run[];
  /** In the order of the appends. */
  readonly decisions: readonly GroupDecision[];
}

/** Each stream of the group as the appends before leave it. */
interface Growing {
  current: StreamVersion;
  run: Run | undefined;
  /** Those of the run, once they are asked for. */
  ids: Set<EventId> | undefined;
}

const NOTHING_KNOWN: ReadonlyMap<EventId, RecordedEvent> = new Map();

function writesAnyOf(end: Growing, events: readonly EventData[]): boolean {
  if (!end.run) return false;
  end.ids ??= new Set(end.run.events.map(({ id }) => id));
  for (const { id } of events) if (end.ids.has(id)) return true;
  return false;
}

/** What it says is to be written holds if nobody else has written since the heads were read; the rest holds anyway. */
export function planGroup(appends: readonly GroupedAppend[], { headOf, known }: GroupFacts): GroupPlan {
  const streams = new Map<StreamName, Growing>();
  const runs: Run[] = [];

  function growing(stream: StreamName, { current }: StreamHead): Growing {
    const there = streams.get(stream);
    if (there) return there;
    const begun: Growing = { current, run: undefined, ids: undefined };
    streams.set(stream, begun);
    return begun;
  }

  function extend(stream: StreamName, end: Growing, events: readonly EventData[]): Run {
    const run: Run = end.run ?? { stream, first: end.current + 1, events: [] };
    if (!end.run) runs.push(run);
    for (const event of events) {
      run.events.push(event);
      end.ids?.add(event.id);
    }
    end.run = run;
    end.current += events.length;
    return run;
  }

  function decide({ stream, expectedVersion, events }: GroupedAppend): GroupDecision {
    const head = headOf(stream);
    // Without events nothing is written that could prove what is remembered.
    if (!head || head.deleted || events.length === 0) return { kind: 'undecided' };
    const end = growing(stream, head);
    const byId = comparedFrom(expectedVersion) === undefined;
    // An id that this very group writes is not among the facts.
    if (byId && writesAnyOf(end, events)) return { kind: 'undecided' };
    const facts = {
      tombstoned: false,
      softDeleted: false,
      hasMetadata: head.hasMetadata,
      current: end.current,
      known: known?.get(stream) ?? NOTHING_KNOWN,
      following: [],
      recreations: [],
    };
    const decision = decideAppend(expectedVersion, events, facts);
    if (decision.kind === 'write') {
      return { kind: 'write', run: extend(stream, end, events), first: decision.first };
    }
    return byId && known ? { kind: 'decided', decision, facts } : { kind: 'undecided' };
  }

  return { decisions: appends.map(decide), runs };
}
