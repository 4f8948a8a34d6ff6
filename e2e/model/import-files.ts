// Files to import beside everything else.
import type { LoggedEvent } from './stream-model.ts';

const IMPORTED_AT = '2020-01-01T00:00:00.000Z';

export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** One of streams that nobody else writes to, and one of a stream that all write to. */
export const FILES = {
  apart: [0, 1, 2, 3, 4, 5, 6].map((n) => lineOf(`import-${n % 2}`, Math.floor(n / 2), 500 + n)).join(''),
  among: [0, 1, 2, 3, 4].map((n) => lineOf('order-1', n, n)).join(''),
};

function lineOf(stream: string, eventNumber: number, id: number): string {
  const event = { eventId: idOf(id), eventType: 'T', data: {}, stream, eventNumber, created: IMPORTED_AT };
  return `${JSON.stringify(event)}\n`;
}

export function isImported({ stream, created }: LoggedEvent): boolean {
  return created === IMPORTED_AT && (stream === 'order-1' || stream.startsWith('import-'));
}
