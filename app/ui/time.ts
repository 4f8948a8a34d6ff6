// Times in words.

/** Local, where the person is. */
export type Zone = 'local' | 'utc';

interface Formats {
  /** 19:49:37.695 */
  readonly clock: Intl.DateTimeFormat;
  /** 18 Nov */
  readonly day: Intl.DateTimeFormat;
  /** 18 Nov 2025 */
  readonly date: Intl.DateTimeFormat;
}

const FORMATS: Readonly<Record<Zone, Formats>> = { local: formatsIn(undefined), utc: formatsIn('UTC') };

function formatsIn(timeZone: string | undefined): Formats {
  const format = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...parts, ...(timeZone && { timeZone }) });
  return {
    clock: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 }),
    day: format({ day: 'numeric', month: 'short' }),
    date: format({ day: 'numeric', month: 'short', year: 'numeric' }),
  };
}

/** The time of day with ms: 19:49:37.695. */
export function clock(ms: number, zone: Zone): string {
  return FORMATS[zone].clock.format(ms);
}

/** 20 Nov 2026. */
export function date(ms: number, zone: Zone): string {
  return FORMATS[zone].date.format(ms);
}

/** 20 Nov 2026, 08:14:22.377. */
export function dateAndClock(ms: number, zone: Zone): string {
  return `${date(ms, zone)}, ${clock(ms, zone)}`;
}

/** Today the time of day; else the day too: 20 Nov, 08:14:22 · 20 Nov 2025, 08:14. */
export function moment(ms: number, nowMs: number, zone: Zone): string {
  if (isSameDay(ms, nowMs, zone)) return clock(ms, zone);
  const isThisYear = yearOf(ms, zone) === yearOf(nowMs, zone);
  return `${day(ms, nowMs, zone)}, ${clock(ms, zone).slice(0, isThisYear ? 8 : 5)}`;
}

/**
 * just now · 20 s ago · 3 min ago · 2 h ago · yesterday · 18 Nov · 18 Nov 2025. What lies ahead since the clock was set
 * back is told by its time.
 */
export function ago(ms: number, nowMs: number, zone: Zone): string {
  const seconds = (nowMs - ms) / 1_000;
  if (seconds < -60) return moment(ms, nowMs, zone);
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (isSameDay(ms, nowMs, zone)) return `${Math.floor(seconds / 3_600)} h ago`;
  return isSameDay(ms, nowMs - 86_400_000, zone) ? 'yesterday' : day(ms, nowMs, zone);
}

export function isSameDay(a: number, b: number, zone: Zone): boolean {
  return date(a, zone) === date(b, zone);
}

/** 18 Nov, of another year 18 Nov 2025. */
function day(ms: number, nowMs: number, zone: Zone): string {
  return yearOf(ms, zone) === yearOf(nowMs, zone) ? FORMATS[zone].day.format(ms) : date(ms, zone);
}

function yearOf(ms: number, zone: Zone): number {
  return zone === 'utc' ? new Date(ms).getUTCFullYear() : new Date(ms).getFullYear();
}
