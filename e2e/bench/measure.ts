// The rounds: every contender in turn, in a page of its own, in another order each round.
import type { Page } from '@playwright/test';
import type { ContenderEntry } from './contenders/list.ts';
import type { Workload } from './workloads/workload.ts';

export interface ContenderPage {
  readonly contender: ContenderEntry;
  readonly page: Page;
}

/** The samples of a row: µs by contender; without those who sat it out. */
export interface Row {
  readonly workload: Workload;
  /** Events in the log that was read. */
  readonly log: number | undefined;
  readonly samples: ReadonlyMap<string, readonly number[]>;
}

/** A contender that has spent so long on a row sits out its remaining rounds. */
const PATIENCE_MS = 8000;

export async function measureRow(
  workload: Workload,
  all: readonly ContenderPage[],
  rounds: number,
  scale: number,
): Promise<Row> {
  const log = workload.log === undefined ? undefined : Math.ceil(workload.log * scale);
  const taking = all.filter(({ contender }) => takesPart(contender, workload));
  const spentMs = new Map<string, number>();
  const samples = new Map(taking.map(({ contender }) => [contender.name, [] as number[]]));
  for (const { page } of taking) {
    if (log !== undefined) await page.evaluate((events) => window.bench.fill(events), log);
    await page.evaluate(([name, events]) => window.bench.prepare(name, events), [
      workload.name,
      log,
    ] as const);
  }
  for (let round = 0; round <= rounds; round++) {
    for (const { contender, page } of rotated(taking, round)) {
      const spent = spentMs.get(contender.name) ?? 0;
      if (round > 1 && spent > PATIENCE_MS * scale) continue;
      const started = performance.now();
      const figure = await page.evaluate((sample) => window.bench.measure(sample), round);
      spentMs.set(contender.name, spent + performance.now() - started);
      // The first round warms up: compilers, caches, files.
      if (round > 0) samples.get(contender.name)?.push(figure);
    }
  }
  for (const { page } of taking) await page.evaluate(() => window.bench.finish());
  return { workload, log, samples };
}

export function takesPart(contender: ContenderEntry, workload: Workload): boolean {
  const { durabilities, largestLog } = contender;
  if (workload.durability === 'strict' && !durabilities.includes('strict')) return false;
  if (!workload.writes && contender.name === 'ours-strict') return false;
  return (workload.log ?? 0) <= largestLog;
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const from = by % list.length;
  return [...list.slice(from), ...list.slice(0, from)];
}
