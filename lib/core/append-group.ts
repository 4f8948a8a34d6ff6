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
  /**
   * Nothing is to be written, whatever the answer is. The answer needs facts that have to be read, as of the moment in
   * which the stream was as `head` says: what the group writes after it does not count.
   */
  | { readonly kind: 'look'; readonly head: StreamHead }
  /** The append has to be decided with all its facts, after the group, and so have all later ones to its stream. */
  | { readonly kind: 'later' };

export interface GroupPlan {
  readonly runs: readonly Run[];
  /** In the order of the appends. */
  readonly decisions: readonly GroupDecision[];
}

/** A stream of the group as the appends before leave it. */
interface StreamPlan {
  readonly hasMetadata: boolean;
  current: StreamVersion;
  run: Run | undefined;
  /** Those of the run, once they are asked for. */
  ids: Set<EventId> | undefined;
}

const NOTHING_KNOWN: ReadonlyMap<EventId, RecordedEvent> = new Map();

function writesAnyOf(plan: StreamPlan, events: readonly EventData[]): boolean {
  if (!plan.run) return false;
  plan.ids ??= new Set(plan.run.events.map(({ id }) => id));
  for (const { id } of events) if (plan.ids.has(id)) return true;
  return false;
}

/**
 * Decides appends in their order, as if each were awaited. It holds if nothing else was written since the heads were
 * read.
 */
export function planGroup(appends: readonly GroupedAppend[], { headOf, known }: GroupFacts): GroupPlan {
  /** `later`: an append to the stream could not be decided, so those behind it cannot be either. */
  const streams = new Map<StreamName, StreamPlan | 'later'>();
  const runs: Run[] = [];

  function planOf(stream: StreamName): StreamPlan | 'later' {
    const begun = streams.get(stream);
    if (begun) return begun;
    const head = headOf(stream);
    const plan: StreamPlan | 'later' =
      !head || head.deleted
        ? 'later'
        : { hasMetadata: head.hasMetadata, current: head.current, run: undefined, ids: undefined };
    streams.set(stream, plan);
    return plan;
  }

  function extend(stream: StreamName, plan: StreamPlan, events: readonly EventData[]): Run {
    const run: Run = plan.run ?? { stream, first: plan.current + 1, events: [] };
    if (!plan.run) runs.push(run);
    for (const event of events) {
      run.events.push(event);
      plan.ids?.add(event.id);
    }
    plan.run = run;
    plan.current += events.length;
    return run;
  }

  function decide({ stream, expectedVersion, events }: GroupedAppend): GroupDecision {
    const plan = planOf(stream);
    if (plan === 'later') return { kind: 'later' };
    const { current, hasMetadata } = plan;
    const look: GroupDecision = { kind: 'look', head: { current, hasMetadata, deleted: false } };
    const byId = comparedFrom(expectedVersion) === undefined;
    // With an id that this group writes it is a retry or a conflict, and the facts do not have that event yet.
    if (byId && writesAnyOf(plan, events)) return look;
    const facts = {
      tombstoned: false,
      softDeleted: false,
      hasMetadata,
      current,
      known: known?.get(stream) ?? NOTHING_KNOWN,
      following: [],
      recreations: [],
    };
    const decision = decideAppend(expectedVersion, events, facts);
    if (decision.kind !== 'write') return byId && known ? { kind: 'decided', decision, facts } : look;
    if (events.length === 0) return look;
    return { kind: 'write', run: extend(stream, plan, events), first: decision.first };
  }

  return { decisions: appends.map(decide), runs };
}
