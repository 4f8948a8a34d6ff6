// Every figure of a run, for other programs.
import type { Row } from '../rows/row.ts';
import { compare } from './comparison.ts';
import type { RunResult } from './run-result.ts';
import { verdicts } from './targets.ts';

/** Durations are in µs unless their name says otherwise. */
export function json(result: RunResult): string {
  const plain = {
    ...result,
    wrongAnswers: Object.fromEntries(result.wrongAnswers),
    rows: result.rows.map(plainRow),
    growth: result.growth.map(({ title, rows }) => ({
      title,
      rows: rows.map(({ events, row }) => ({ events, ...plainRow(row) })),
    })),
    targets: verdicts(result.rows).map(({ target, reached, isMet }) => ({ ...target, reached, isMet })),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function plainRow(row: Row) {
  return {
    ...row.info,
    contenders: Object.fromEntries(
      [...row.samples].map(([name, samples]) => [name, { ...compare(row, name), samples }]),
    ),
    failures: Object.fromEntries(row.failures),
  };
}
