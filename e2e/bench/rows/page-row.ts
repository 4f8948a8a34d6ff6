// Rounds in the pages: every contender in turn, in another order each round.
import type { Page } from '@playwright/test';
import { type ContenderEntry, isAlternative } from '../contenders/list.ts';
import { firstLine, within } from '../machine/patience.ts';
import type { Session } from '../session.ts';
import type { PageWorkload, Sample } from '../workloads/workload.ts';
import { inTurns, type Row, scaledLog } from './row.ts';

/** A contender that has spent so long on a row sits out its remaining rounds; an alternative sooner, for there are many. */
const ENOUGH_MS = { own: 6000, alternative: 2000 };
/** It fails when it takes longer: to make a log, and for one sample. */
const PREPARE_PATIENCE_S = 240;
const SAMPLE_PATIENCE_S = 30;

interface Runner {
  readonly contender: ContenderEntry;
  readonly samples: Sample[];
  page?: Page;
  otherTab?: Page | undefined;
  spentMs: number;
  failure?: string;
}

export async function measurePageRow(
  session: Session,
  workload: PageWorkload,
  contenders: readonly ContenderEntry[],
  { rounds, scale }: { readonly rounds: number; readonly scale: number },
): Promise<Row> {
  const runners = contenders.map((contender): Runner => ({ contender, samples: [], spentMs: 0 }));
  for (const runner of runners) {
    const preparing = prepare(session, workload, runner, scaledLog(workload, scale));
    await watched(runner, within(PREPARE_PATIENCE_S, preparing));
  }
  for (let round = 0; round <= rounds; round++) {
    for (const runner of inTurns(runners, round)) {
      if (runner.failure || runner.spentMs > enoughMs(runner) * scale) continue;
      await watched(runner, within(SAMPLE_PATIENCE_S, measureOnce(runner, round)));
    }
  }
  for (const runner of runners) await finish(session, runner);
  return {
    info: workload,
    samples: new Map(runners.map(({ contender, samples }) => [contender.name, samples])),
    failures: new Map(
      runners.flatMap(({ contender, failure }) => (failure ? [[contender.name, failure]] : [])),
    ),
  };
}

function enoughMs({ contender }: Runner): number {
  return isAlternative(contender) ? ENOUGH_MS.alternative : ENOUGH_MS.own;
}

/** A failure is told in the table, and the others go on. */
async function watched(runner: Runner, work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    runner.failure = firstLine(error);
  });
}

async function prepare(
  session: Session,
  workload: PageWorkload,
  runner: Runner,
  log: number | undefined,
): Promise<void> {
  const page = await session.page(runner.contender);
  runner.page = page;
  if (workload.tabs) {
    runner.otherTab = await session.newPage(runner.contender);
    await runner.otherTab.evaluate((name) => window.bench.attend(name), workload.name);
  }
  await page.evaluate(
    async ([name, events]) => {
      if (events !== undefined) await window.bench.fill(events);
      await window.bench.prepare(name, events);
    },
    [workload.name, log] as const,
  );
}

async function measureOnce(runner: Runner, round: number): Promise<void> {
  const started = performance.now();
  const sample = await runner.page?.evaluate((number) => window.bench.measure(number), round);
  runner.spentMs += performance.now() - started;
  // The first warms up compilers, caches and files, and is forgotten.
  if (round === 1) runner.samples.pop();
  if (sample) runner.samples.push(sample);
}

async function finish(session: Session, { contender, page, otherTab, failure }: Runner): Promise<void> {
  if (failure) await session.forget(contender);
  else await page?.evaluate(() => window.bench.finish());
  await otherTab?.close();
}
