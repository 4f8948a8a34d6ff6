// What a contender's samples of a row come to.
import type { Row } from '../rows/row.ts';
import { type Summary, summarise } from './statistics.ts';

export interface Comparison {
  readonly own: Summary;
  /** The figure beside it, where the row has one. */
  readonly beside: Summary | undefined;
  readonly raw: Summary | undefined;
  /** By what the row compares: the ratio, the difference or the figure itself; absent without what it needs. */
  readonly compared: number | undefined;
}

/** Undefined where the contender took no part. */
export function compare({ info, samples }: Row, contender: string): Comparison | undefined {
  const own = summaryOf(samples.get(contender)?.map(({ value }) => value));
  if (!own) return undefined;
  const beside = summaryOf(samples.get(contender)?.flatMap((sample) => sample.beside ?? []));
  const raw = summaryOf(samples.get('raw')?.map(({ value }) => value));
  return { own, beside, raw, compared: comparedBy(info.compared, own, beside, raw) };
}

function comparedBy(
  by: Row['info']['compared'],
  own: Summary,
  beside: Summary | undefined,
  raw: Summary | undefined,
): number | undefined {
  switch (by) {
    case 'ratio to raw':
      return raw && own.median / raw.median;
    case 'ratio to beside':
      return beside && own.median / beside.median;
    case 'more than beside':
      return beside && own.median - beside.median;
    case 'by itself':
      return own.median;
  }
}

function summaryOf(figures: readonly number[] | undefined): Summary | undefined {
  return figures && figures.length > 0 ? summarise(figures) : undefined;
}
