// The table for the terminal.
import { CONTENDERS } from '../contenders/list.ts';
import type { Row } from '../rows/row.ts';
import { type Comparison, compare } from './comparison.ts';
import { comparison, figure, spread } from './figures.ts';
import { type RunResult, titleOf } from './run-result.ts';

/** As many columns at a time as fit, raw IndexedDB in each part. Of each row two lines: the median, and p10 to p90. */
export function table(result: Pick<RunResult, 'rows' | 'wrongAnswers'>, columns: number): string {
  const names = takingPart(result.rows);
  const [raw, others] = [names.filter((name) => name === 'raw'), names.filter((name) => name !== 'raw')];
  const parts: string[] = [];
  for (let from = 0; from < others.length || parts.length === 0; ) {
    let count = Math.max(1, others.length - from);
    const next = () => part(result, [...raw, ...others.slice(from, from + count)]);
    while (count > 1 && widthOf(next()) > columns) count--;
    parts.push(next());
    from += count;
  }
  return parts.join('\n\n');
}

/** Who has a figure in any row, in the order of the table. */
export function takingPart(rows: readonly Row[]): readonly string[] {
  return CONTENDERS.map(({ name }) => name).filter((name) =>
    rows.some(({ samples, failures }) => samples.has(name) || failures.has(name)),
  );
}

function part(result: Pick<RunResult, 'rows' | 'wrongAnswers'>, names: readonly string[]): string {
  const lines = result.rows.flatMap((row) => {
    const cells = names.map((name) => cellOf(row, name));
    return [
      [row.info.title, ...cells.map(([first]) => first)],
      [`  ${row.info.beside ?? row.info.rawWork}`, ...cells.map(([, second]) => second)],
    ];
  });
  return aligned([['', ...names.map((name) => titleOf(result, name))], ...lines]);
}

/** What it comes to, and below it the figure beside it, or where most of its samples lie. */
export function cellOf(row: Row, name: string): readonly [string, string] {
  if (row.failures.has(name)) return ['failed', ''];
  const found = compare(row, name);
  return found ? [mainFigure(row, name, found), basis(row, name, found)] : ['–', ''];
}

function mainFigure({ info }: Row, name: string, { own, compared }: Comparison): string {
  const isPlain = compared === undefined || (name === 'raw' && info.compared === 'ratio to raw');
  return isPlain ? figure(own.median, info.unit) : comparison(compared, info);
}

function basis({ info, samples }: Row, name: string, { own, beside, raw }: Comparison): string {
  if (beside) return figure(beside.median, info.unit);
  if (own.count < 2 || !samples.has(name)) return '';
  if (raw && name !== 'raw' && info.compared === 'ratio to raw')
    return spread(own.p10 / raw.median, own.p90 / raw.median);
  return `${figure(own.p10, info.unit)} – ${figure(own.p90, info.unit)}`;
}

function widthOf(lines: string): number {
  return Math.max(...lines.split('\n').map((line) => line.length));
}

/** The first column to the left, the others to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
}
