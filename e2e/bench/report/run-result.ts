// All that a run found, and on what machine.
import { cpus, totalmem } from 'node:os';
import type { Backend } from '../command-line.ts';
import { contenderNamed } from '../contenders/list.ts';
import type { MainThreadFigure } from '../page/main-thread.ts';
import type { GrowthLine } from '../rows/growth.ts';
import type { Row } from '../rows/row.ts';

export interface RunResult {
  readonly machine: string;
  /** Name and version. */
  readonly browser: string;
  readonly backend: Backend | 'unknown';
  readonly rounds: number;
  readonly scale: number;
  /** What is wrong with the answers of each contender that was checked. */
  readonly wrongAnswers: ReadonlyMap<string, readonly string[]>;
  readonly rows: readonly Row[];
  readonly growth: readonly GrowthLine[];
  readonly mainThread: readonly MainThreadFigure[];
}

export function machineInWords(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() || 'unknown processor';
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${model}, ${gigabytes} GB, ${process.platform}`;
}

/** Heads a column: with a dagger where its answers are wrong. */
export function titleOf({ wrongAnswers }: Pick<RunResult, 'wrongAnswers'>, name: string): string {
  const isWrong = (wrongAnswers.get(name) ?? []).length > 0;
  return contenderNamed(name).title + (isWrong ? ' †' : '');
}

/** What the figures were taken in, in one sentence. */
export function conditions({ machine, browser, backend, rounds, scale }: RunResult): string {
  const scaled = scale === 1 ? '' : `; scaled by ${scale}, so that logs hold ${scale} of what the rows say`;
  return `${browser}, IndexedDB on ${backend}, ${rounds} rounds, ${machine}${scaled}.`;
}
