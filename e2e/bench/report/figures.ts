// Figures as people read them.
import type { RowInfo } from '../workloads/workload.ts';

export function figure(value: number, unit: RowInfo['unit']): string {
  return unit === 'bytes' ? bytes(value) : duration(value);
}

/** Three digits that matter: `0.94 µs`, `312 µs`, `4.21 ms`, `1.30 s`. */
export function duration(us: number): string {
  const size = Math.abs(us);
  if (size < 1000) return `${threeDigits(us)} µs`;
  if (size < 1_000_000) return `${threeDigits(us / 1000)} ms`;
  return `${threeDigits(us / 1_000_000)} s`;
}

export function bytes(count: number): string {
  return Math.abs(count) < 1_000_000
    ? `${threeDigits(count / 1000)} kB`
    : `${threeDigits(count / 1_000_000)} MB`;
}

export function ratio(value: number): string {
  return `×${threeDigits(value)}`;
}

/** Of ratios: `0.91–1.26`. */
export function spread(low: number, high: number): string {
  return `${threeDigits(low)}–${threeDigits(high)}`;
}

/** What the row compares by. */
export function comparison(value: number, { compared, unit }: Pick<RowInfo, 'compared' | 'unit'>): string {
  if (compared === 'by itself') return figure(value, unit);
  if (compared === 'more than beside') return `${value < 0 ? '' : '+'}${figure(value, unit)}`;
  return ratio(value);
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
