// Time cut into minutes, hours, days: as the calendar has them where the person is, or in UTC.
import { clock, date, type Zone } from '../../ui/time.ts';

export type Unit = 'minute' | '10 minutes' | 'hour' | '6 hours' | 'day' | 'week' | 'month' | 'year';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The usual length of each, shortest first. */
const UNITS: readonly (readonly [Unit, number])[] = [
  ['minute', HOUR_MS / 60],
  ['10 minutes', HOUR_MS / 6],
  ['hour', HOUR_MS],
  ['6 hours', 6 * HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['year', 365 * DAY_MS],
];

const FEWEST_SLOTS = 12;
const MOST_SLOTS = 48;

export interface Slots {
  readonly unit: Unit;
  /** In ms since 1970-01-01 UTC: where each slot begins, and at the end where the last one ends. */
  readonly edges: readonly number[];
}

/**
 * From the slot of the first time to that of the last, in the shortest unit that does not need too many of them. Few are
 * filled up with earlier ones; of more years than fit, the newest are taken.
 */
export function slotsOf(firstMs: number, lastMs: number, zone: Zone): Slots {
  const [unit] = UNITS.find(([, ms]) => (lastMs - firstMs) / ms < MOST_SLOTS - 1) ?? ['year' as const];
  const edges = [begin(lastMs, unit, zone, 1)];
  const isEnough = () =>
    edges.length > FEWEST_SLOTS && ((edges[0] as number) <= firstMs || edges.length > MOST_SLOTS);
  for (let back = 0; !isEnough(); back++) edges.unshift(begin(lastMs, unit, zone, -back));
  return { unit, edges };
}

/** The beginning of the slot that a time is in, or of one before or after it. */
function begin(ms: number, unit: Unit, zone: Zone, shift: number): number {
  const { year, month, day, weekday, hour, minute } = partsOf(ms, zone);
  const at = (...parts: Parameters<typeof Date.UTC>) =>
    zone === 'utc' ? Date.UTC(...parts) : new Date(...(parts as [number, number])).getTime();
  switch (unit) {
    case 'minute':
      return at(year, month, day, hour, minute + shift);
    case '10 minutes':
      return at(year, month, day, hour, minute - (minute % 10) + 10 * shift);
    case 'hour':
      return at(year, month, day, hour + shift);
    case '6 hours':
      return at(year, month, day, hour - (hour % 6) + 6 * shift);
    case 'day':
      return at(year, month, day + shift);
    case 'week': // Begins on Monday.
      return at(year, month, day - ((weekday + 6) % 7) + 7 * shift);
    case 'month':
      return at(year, month + shift, 1);
    case 'year':
      return at(year + shift, 0, 1);
  }
}

function partsOf(ms: number, zone: Zone) {
  const at = new Date(ms);
  return zone === 'utc'
    ? {
        year: at.getUTCFullYear(),
        month: at.getUTCMonth(),
        day: at.getUTCDate(),
        weekday: at.getUTCDay(),
        hour: at.getUTCHours(),
        minute: at.getUTCMinutes(),
      }
    : {
        year: at.getFullYear(),
        month: at.getMonth(),
        day: at.getDate(),
        weekday: at.getDay(),
        hour: at.getHours(),
        minute: at.getMinutes(),
      };
}

/** `from 14:00 on 24 Nov 2026`, `on 24 Nov 2026`, `in the week of 23 Nov 2026`, `in Nov 2026`, `in 2026`. */
export function slotWords(beginMs: number, unit: Unit, zone: Zone): string {
  const day = date(beginMs, zone);
  switch (unit) {
    case 'day':
      return `on ${day}`;
    case 'week':
      return `in the week of ${day}`;
    case 'month':
      return `in ${day.slice(day.indexOf(' ') + 1)}`;
    case 'year':
      return `in ${day.slice(day.lastIndexOf(' ') + 1)}`;
    default:
      return `from ${clock(beginMs, zone).slice(0, 5)}${zone === 'utc' ? ' UTC' : ''} on ${day}`;
  }
}
