// A logarithmic axis.

export interface LogScale {
  /** Where a value is drawn; what is off the axis at its end. */
  at(value: number): number;
  /** Values to mark: powers of ten, or 1, 2 and 5 times those where the axis is short. */
  readonly ticks: readonly number[];
}

/**
 * From `start` to `end` on the page, for values above 0 from the least to the largest, with some air around them.
 * At least one power of ten long, so that what hardly differs looks so.
 */
export function logScale(values: readonly number[], start: number, end: number): LogScale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = spanned(Math.log10(Math.min(...positive)), Math.log10(Math.max(...positive)));
  const at = (value: number): number => {
    const share = value > 0 ? (Math.log10(value) - low) / (high - low) : 0;
    return start + Math.min(1, Math.max(0, share)) * (end - start);
  };
  return { at, ticks: ticksBetween(low, high) };
}

const AIR = 0.08;

function spanned(low: number, high: number): readonly [number, number] {
  if (!Number.isFinite(low)) return [0, 1];
  const air = Math.max(AIR * (high - low), (1 - (high - low)) / 2, 0.05);
  return [low - air, high + air];
}

/** No more than there is room for. */
const MOST_TICKS = 5;

function ticksBetween(low: number, high: number): readonly number[] {
  const powers = high - low;
  const steps = 3 * powers <= MOST_TICKS ? [1, 2, 5] : [1];
  const every = Math.ceil(powers / MOST_TICKS);
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    if (power % every === 0) ticks.push(...steps.map((step) => step * 10 ** power));
  }
  return ticks.filter((tick) => Math.log10(tick) >= low && Math.log10(tick) <= high);
}
