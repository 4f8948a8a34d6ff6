// Times in words.

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Local time of day with ms: 19:49:37.695. */
export function clock(ms: number): string {
  return CLOCK.format(ms);
}

/** 20 Nov 2026, 08:14:22.377. */
export function dateAndClock(ms: number): string {
  return `${DATE.format(ms)}, ${clock(ms)}`;
}

/** Today the time of day, else the day: 20 Nov, 08:14:22. */
export function clockOrDay(ms: number, nowMs: number): string {
  return sameDay(ms, nowMs) ? clock(ms) : `${DAY.format(ms)}, ${clock(ms).slice(0, 8)}`;
}

/** just now · 20 s ago · 3 min ago · 2 h ago · yesterday · 18 Nov · 18 Nov 2025. */
export function ago(ms: number, nowMs: number): string {
  const seconds = (nowMs - ms) / 1_000;
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (sameDay(ms, nowMs)) return `${Math.floor(seconds / 3_600)} h ago`;
  if (sameDay(ms, nowMs - 86_400_000)) return 'yesterday';
  return new Date(ms).getFullYear() === new Date(nowMs).getFullYear() ? DAY.format(ms) : DATE.format(ms);
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
