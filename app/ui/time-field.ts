// Times as a field for date and time has them: without a zone, which is that of all times on the screen.
import type { Zone } from './time.ts';

/** `2026-11-24T19:49:37`: the second in which the time lies; empty where it is none. */
export function fieldText(ms: number, zone: Zone): string {
  if (Number.isNaN(ms)) return '';
  const local = zone === 'utc' ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(local).toISOString().slice(0, 19);
}

/** The beginning of the second, or of the minute where no second is given; null while the text is no time. */
export function fieldTime(text: string, zone: Zone): number | null {
  const ms = new Date(zone === 'utc' ? `${text}Z` : text).getTime();
  return Number.isNaN(ms) ? null : ms;
}
