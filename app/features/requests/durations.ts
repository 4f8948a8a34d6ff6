// Durations in words.

/** `4 ms`, `0.4 ms`, `3 000 ms`: the space is thin and does not break. */
export function milliseconds(ms: number): string {
  const shown = ms < 1 ? ms.toFixed(1) : String(Math.round(ms)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${shown}\u00a0ms`;
}

/** A longer pause is as likely a clock that was set between the two, and the times stand beside it. */
const LONGEST_TOLD_MS = 24 * 3_600_000;

/** `25 ms`, `4.1 s`, `2 min`; null where the clock cannot be right. */
export function lasted(ms: number): string | null {
  if (ms < 0 || ms > LONGEST_TOLD_MS) return null;
  if (ms < 1_000) return milliseconds(ms);
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

/** `4.1 s later`; `later` where the clock cannot be right. */
export function later(ms: number): string {
  const pause = lasted(ms);
  return pause === null ? 'later' : `${pause} later`;
}
