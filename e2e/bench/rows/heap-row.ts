// What an open store holds in memory, each time in a page that has opened nothing before.
import type { ContenderEntry } from '../contenders/list.ts';
import { firstLine } from '../machine/patience.ts';
import type { Session } from '../session.ts';
import type { HeapWorkload, Sample } from '../workloads/workload.ts';
import { type Row, scaledLog } from './row.ts';

/** It hardly differs from one to the next. */
const ROUNDS = 3;

export async function measureHeapRow(
  session: Session,
  workload: HeapWorkload,
  contenders: readonly ContenderEntry[],
  { scale }: { readonly scale: number },
): Promise<Row> {
  const events = scaledLog(workload, scale) ?? 0;
  const samples = new Map<string, readonly Sample[]>();
  const failures = new Map<string, string>();
  for (const contender of contenders) {
    try {
      samples.set(contender.name, await heldBy(session, contender, events));
    } catch (error) {
      failures.set(contender.name, firstLine(error));
      await session.forget(contender);
    }
  }
  return { info: workload, samples, failures };
}

async function heldBy(
  session: Session,
  contender: ContenderEntry,
  events: number,
): Promise<readonly Sample[]> {
  await (await session.page(contender)).evaluate((count) => window.bench.fill(count), events);
  const samples: Sample[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await session.newPage(contender);
    samples.push({ value: await page.evaluate((count) => window.bench.held(count), events) });
    await page.close();
  }
  return samples;
}
