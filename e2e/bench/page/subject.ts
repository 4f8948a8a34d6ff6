// A contender, or raw IndexedDB, behind what the bench does to either.
import type { BenchEvent, Contender, Durability } from '../contenders/contender.ts';
import type { Raw } from '../contenders/raw.ts';
import { LOG_STREAM, type Tools, type Workload } from '../workloads/workload.ts';

export interface Subject {
  /** Appends the next events of a log. */
  log(events: readonly BenchEvent[], version: number): Promise<unknown>;
  measure(workload: Workload, tools: Tools): Promise<number>;
  close(): Promise<void>;
}

/** What the module of a contender exports. */
export type ContenderModule =
  | { readonly contender: Contender }
  | { readonly openRaw: (name: string, durability: Durability) => Promise<Raw> };

export async function openSubject(
  module: ContenderModule,
  name: string,
  durability: Durability,
): Promise<Subject> {
  if ('openRaw' in module) {
    const raw = await module.openRaw(name, durability);
    return {
      log: (events) => raw.put(events),
      measure: (workload, tools) => workload.measureRaw(raw, tools),
      close: async () => raw.close(),
    };
  }
  const store = await module.contender.open(name, durability);
  return {
    log: (events, version) => store.append(LOG_STREAM, version, events),
    measure: (workload, tools) => workload.measure(store, tools),
    close: () => store.close(),
  };
}
