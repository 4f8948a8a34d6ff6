// The table for the terminal.
import { CONTENDERS } from '../contenders/list.ts';
import type { Row } from '../measure.ts';
import { duration, ratio } from './figures.ts';
import { type Summary, summarise } from './statistics.ts';

/** Of each row: the figure of raw with its p10 and p90, and of the others the ratio to it. */
export function table(rows: readonly Row[]): string {
  const contenders = CONTENDERS.filter(({ name }) => rows.some(({ samples }) => samples.has(name)));
  const head = ['', 'per', ...contenders.map(({ title }) => title)];
  const lines = rows.flatMap(({ workload, samples }) => {
    const raw = summaryOf(samples.get('raw'));
    const cells = contenders.map(({ name }) =>
      cellOf(summaryOf(samples.get(name)), name === 'raw' ? undefined : raw),
    );
    return [
      [workload.title, workload.per, ...cells.map(([first]) => first)],
      [`  raw: ${workload.rawWork}`, '', ...cells.map(([, second]) => second)],
    ];
  });
  return aligned([head, ...lines]);
}

function summaryOf(samples: readonly number[] | undefined): Summary | undefined {
  return samples && samples.length > 0 ? summarise(samples) : undefined;
}

/** Two lines: what is compared, and what it rests on. */
function cellOf(own: Summary | undefined, raw: Summary | undefined): readonly [string, string] {
  if (!own) return ['–', ''];
  if (!raw) return [duration(own.median), `${duration(own.p10)} – ${duration(own.p90)}`];
  return [ratio(own.median / raw.median), `${duration(own.p10)} – ${duration(own.p90)}`];
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
