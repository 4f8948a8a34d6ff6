// Times as they are stored: ms since 1970-01-01 UTC, of the years that RFC 3339 has digits for.

export const EARLIEST_MS = Date.parse('0000-01-01T00:00:00.000Z');
export const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= EARLIEST_MS && value <= LATEST_MS;
}

/**
 * Older versions stored whatever the clock gave: such a time is moved to the nearest one that can be written, and what
 * is no time at all to 1970.
 */
export function storedTime(stored: unknown): number {
  if (isTime(stored)) return stored;
  const ms = typeof stored === 'string' ? Date.parse(stored) : Number(stored);
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, EARLIEST_MS), LATEST_MS);
}
