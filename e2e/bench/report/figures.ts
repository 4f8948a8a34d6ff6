// Figures as people read them.

/** Three digits that matter, and the unit: `0.94 µs`, `312 µs`, `4.21 ms`, `1.3 s`. */
export function duration(us: number): string {
  if (us < 1000) return `${threeDigits(us)} µs`;
  if (us < 1_000_000) return `${threeDigits(us / 1000)} ms`;
  return `${threeDigits(us / 1_000_000)} s`;
}

export function ratio(value: number): string {
  return `×${value < 10 ? value.toFixed(2) : threeDigits(value)}`;
}

export function megabytes(bytes: number): string {
  return `${threeDigits(bytes / 1_000_000)} MB`;
}

function threeDigits(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(decimals);
}
