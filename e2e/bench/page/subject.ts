// A contender, or raw IndexedDB, behind what the bench does to either.
import type { BenchEvent, Connection, Contender, Durability } from '../contenders/contender.ts';
import type { Raw } from '../contenders/raw.ts';
import { LOG_STREAM, type PageWorkload, type Sample, type Tools } from '../workloads/workload.ts';

export interface Subject {
  append(stream: string, version: number, events: readonly BenchEvent[]): Promise<unknown>;
  readLast(): Promise<unknown>;
  measure(workload: PageWorkload, tools: Tools): Promise<Sample>;
  readonly onCommitElsewhere?: Connection['onCommitElsewhere'] | undefined;
  close(): Promise<void>;
  /** Absent for raw IndexedDB. */
  readonly store?: Connection;
}

/** Opens a store; what cannot be relaxed, or strict, is opened as it can. Default relaxed. */
export type Open = (name: string, durability?: Durability) => Promise<Subject>;

/** What the module of a contender exports. */
export type ContenderModule =
  | { readonly contender: Contender }
  | { readonly openRaw: (name: string, durability: Durability) => Promise<Raw> };

export async function openSubject(
  module: ContenderModule,
  name: string,
  durability: Durability,
): Promise<Subject> {
  return 'openRaw' in module
    ? rawSubject(await module.openRaw(name, durability))
    : storeSubject(await module.contender.open(name, durability));
}

function rawSubject(raw: Raw): Subject {
  return {
    append: (_stream, _version, events) => raw.getAndPut(events),
    readLast: () => raw.getLast(),
    async measure(workload, tools) {
      if (!workload.measureRaw) throw new Error(`Raw IndexedDB does not take part in "${workload.name}".`);
      return workload.measureRaw(raw, tools);
    },
    onCommitElsewhere: raw.onTold,
    close: async () => raw.close(),
  };
}

function storeSubject(store: Connection): Subject {
  return {
    append: store.append,
    readLast: () => store.readBackwards(LOG_STREAM, 1),
    measure: (workload, tools) => workload.measure(store, tools),
    onCommitElsewhere: store.onCommitElsewhere,
    close: store.close,
    store,
  };
}
