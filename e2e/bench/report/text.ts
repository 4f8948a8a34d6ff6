// The report for the terminal.
import { contenderNamed } from '../contenders/list.ts';
import type { GrowthLine } from '../rows/growth.ts';
import { compare } from './comparison.ts';
import { figure } from './figures.ts';
import { conditions, type RunResult } from './run-result.ts';
import { aligned, table } from './table.ts';
import { verdictLines } from './targets.ts';

const TERMINAL_COLUMNS = 160;

/** @param isChecked whether the targets are compared */
export function text(result: RunResult, isChecked: boolean, columns = process.stdout.columns): string {
  const parts = [
    conditions(result),
    result.rows.length > 0 && table(result, columns ?? TERMINAL_COLUMNS),
    notes(result).join('\n'),
    isChecked && verdictLines(result.rows).join('\n'),
    result.growth.length > 0 && aligned(growthLines(result.growth)),
    result.mainThread.length > 0 && aligned(mainThreadLines(result)),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** What is wrong with whom, or went wrong. */
export function notes({ wrongAnswers, rows }: Pick<RunResult, 'rows' | 'wrongAnswers'>): readonly string[] {
  const title = (name: string) => contenderNamed(name).title;
  return [
    ...[...wrongAnswers].flatMap(([name, wrong]) =>
      wrong.map((line) => `† ${title(name)} answers wrong: ${line}.`),
    ),
    ...rows.flatMap(({ info, failures }) =>
      [...failures].map(([name, failure]) => `${title(name)} failed in "${info.title}": ${failure}.`),
    ),
  ];
}

function growthLines(growth: readonly GrowthLine[]): readonly (readonly string[])[] {
  const sizes = growth[0]?.rows.map(({ events }) => events.toLocaleString('en')) ?? [];
  const lines = growth.flatMap(({ title, rows }) =>
    ['raw', 'ours-relaxed'].map((name) => [
      `${title}, ${contenderNamed(name).title}`,
      ...rows.map(({ row }) => {
        const found = compare(row, name);
        return found ? figure(found.own.median, row.info.unit) : '–';
      }),
    ]),
  );
  return [['events stored', ...sizes], ...lines];
}

function mainThreadLines({ mainThread }: RunResult): readonly (readonly string[])[] {
  return [
    ['main thread', 'took', 'tasks > 50 ms', 'longest', 'together'],
    ...mainThread.map(({ title, seconds, longTasks, longestMs, blockedMs }) => [
      title,
      `${seconds.toFixed(1)} s`,
      String(longTasks),
      `${longestMs.toFixed(0)} ms`,
      `${blockedMs.toFixed(0)} ms`,
    ]),
  ];
}
