// Durations in words.

/** `4 ms`, `0.4 ms`, `3 000 ms`: the space is thin and does not break. */
export function milliseconds(ms: number): string {
  const shown = ms < 1 ? ms.toFixed(1) : String(Math.round(ms)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${shown}\u00a0ms`;
}

/** A longer pause is as likely a clock that was set between the two, and the times stand beside it. */
const LONGEST_TOLD_MS = 24 * 3_600_000;

/** `25 ms later`, `4.1 s later`, `2 min later`; `later` where the clock cannot be right. */
export function later(ms: number): string {
  if (ms < 0 || ms > LONGEST_TOLD_MS) return 'later';
  if (ms < 1_000) return `${milliseconds(ms)} later`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s later`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min later`;
  return `${Math.round(ms / 3_600_000)} h later`;
}
