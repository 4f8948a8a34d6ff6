// Projections: events folded into a state that is kept in the store, by one tab at a time, and read in all.
import { alone, browserLocks, type Locks } from './alone.ts';
import { logSource, type PagedLog, type Source, streamSource } from './catch-up.ts';
import {
  checkedCount,
  checkedFunction,
  checkedName,
  checkedOptions,
  checkedSignal,
  checkedStream,
  checkedText,
  refused,
} from './check.ts';
import type { RecordedEvent, StreamName } from './core/events.ts';
import type { EventFilter } from './core/filter.ts';
import type { Database } from './database.ts';
import { endable } from './endable.ts';
import { checkedFilter } from './filters.ts';
import type { Commit } from './live.ts';
import type { Projected, Projection } from './projection.ts';
import type { ProjectionRoom } from './projection-room.ts';
import type { WakeUps } from './wake-ups.ts';

/**
 * What is folded: a stream with its links followed, all streams of a category (by `$ce-{category}`), or the whole log
 * in its order, system events included unless the filter stops them. Links whose target is gone are passed by.
 */
export type ProjectionSource =
  | { readonly stream: StreamName }
  | { readonly category: string }
  | { readonly all: true; readonly filter?: EventFilter };

/** What a projection is: what it folds, and how. */
export interface ProjectionDefinition<State> {
  /** One name is one projection, in all tabs. */
  readonly name: string;
  readonly source: ProjectionSource;
  /** The state before the first event. */
  readonly initial: () => State;
  /**
   * The state after the event. Synchronous and free of effects, as an event may be folded again when saving failed.
   * It may change the state it is given, which is a copy. States are what `structuredClone` can copy; what it cannot,
   * such as functions, or the class of an object, is not kept.
   */
  readonly fold: (state: State, event: RecordedEvent) => State;
  /**
   * Of the fold, a whole number from 0. Default 1. One that is higher than the saved one folds anew from the first
   * event, as does another source. A lower one is refused: it is that of a tab which was not reloaded yet.
   */
  readonly version?: number;
}

export interface Projections {
  /** Writes nothing by itself: a tab has to `run()` it. @throws InvalidArgumentError */
  project<State>(definition: ProjectionDefinition<State>): Projection<State>;
  close(): void;
}

export interface ProjectionsNeed extends PagedLog {
  readonly storeName: string;
  readonly db: Database;
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
  readonly onLogReplaced: (listener: () => void) => () => void;
  /** Aborted when the store is closed. */
  readonly closed: AbortSignal;
  /** Default `browserWakeUps`. */
  readonly wakeUps?: WakeUps;
  /** Default: those of the browser. null: none. */
  readonly locks?: Locks | null;
}

export function openProjections(need: ProjectionsNeed): Projections {
  const { storeName, closed, locks = browserLocks() } = need;
  let opening: Promise<ProjectionRoom> | undefined;

  /** Loaded with the first projection that is used, since most pages use none. */
  function room(): Promise<ProjectionRoom> {
    opening ??= load(need).catch((error: unknown) => {
      opening = undefined; // The next use tries again.
      throw error;
    });
    return opening;
  }

  return {
    project<State>(definition: ProjectionDefinition<State>) {
      const { name, source, initial, fold, version = 1 } = checkedOptions(definition, 'definition');
      const folded = checkedSource(source);
      const folding = {
        name: checkedName('name', name),
        version: checkedCount('version', version, 0),
        sourceText: textOf(folded),
        initial: checkedFunction('initial', initial),
        fold: checkedFunction('fold', fold),
      };
      const from = sourceOf(need, folded);
      const opened = async () => (await room()).projectionOf(folding, from);
      // The version is in the name: a tab with an older program must not keep a newer one waiting.
      const lock = `projection ${JSON.stringify([storeName, folding.version, folding.name])}`;
      return {
        name,
        read: async () => (await opened()).read(),
        changes: (signal) =>
          endable<Projected<State>>(async function* (left) {
            const checked = checkedSignal(signal);
            return yield* (await opened()).follow(checked ? [left, checked] : [left]);
          }),
        rebuild: async () => (await opened()).rebuild(),
        async run(signal) {
          const checked = checkedSignal(signal);
          const signals = checked ? [checked, closed] : [closed];
          // Its place in line is that of the call, however long the code takes to come.
          return alone(locks, lock, signals, async () => (await opened()).run(checked));
        },
      };
    },
    close() {
      opening?.then(
        ({ close }) => close(),
        () => {}, // Told where it was used.
      );
    },
  };
}

async function load(need: ProjectionsNeed): Promise<ProjectionRoom> {
  const { openRoom } = await import('./projection-room.ts');
  return openRoom(need);
}

function sourceOf(log: PagedLog, source: ProjectionSource): Source {
  if ('all' in source) return logSource(log, source);
  const stream = 'stream' in source ? source.stream : `$ce-${source.category}`;
  return streamSource(log, checkedStream(stream), { resolveLinkTos: true });
}

/** Copied, so that what is folded does not change under a projection. */
function checkedSource(source: ProjectionSource): ProjectionSource {
  const { stream, category, all, filter } = checkedOptions(source, 'source') as Partial<
    Record<'stream' | 'category' | 'all', unknown> & { readonly filter: EventFilter }
  >;
  if (stream !== undefined) return { stream: checkedStream(stream) };
  if (category !== undefined) return { category: checkedText('source.category', category) };
  if (all !== true) throw refused('source.all', 'true, where there is no stream and no category', all);
  const checked = checkedFilter(filter);
  return checked ? { all, filter: checked } : { all };
}

/** A regular expression would be `{}` in JSON. */
function textOf(source: ProjectionSource): string {
  return JSON.stringify(source, (_, value: unknown) => (value instanceof RegExp ? String(value) : value));
}
