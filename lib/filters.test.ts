import { expect, test } from 'vitest';
import { RecordedEvent } from './core/events.ts';
import { matchesFilter } from './core/filter.ts';
import { eventTypeFilter, excludeSystemEvents, streamNameFilter } from './filters.ts';

function event(stream: string, type: string): RecordedEvent {
  const data = { id: '', type, data: '{}', metadata: null };
  return new RecordedEvent({ stream, eventNumber: 0, position: 0, createdMs: 0, event: data });
}

test('a filter looks at the stream name or at the event type, by prefix or by expression', () => {
  const placed = event('order-1', 'OrderPlaced');
  expect(matchesFilter(placed, streamNameFilter({ prefixes: ['x', 'order-'] }))).toBe(true);
  expect(matchesFilter(placed, streamNameFilter({ prefixes: ['payment'] }))).toBe(false);
  expect(matchesFilter(placed, eventTypeFilter({ prefixes: ['Order'] }))).toBe(true);
  expect(matchesFilter(placed, eventTypeFilter({ regex: 'Pl.ced$' }))).toBe(true);
  expect(matchesFilter(placed, streamNameFilter({ regex: /^\d/ }))).toBe(false);
});

test('system events are those whose types begin with $', () => {
  expect(matchesFilter(event('s', '$metadata'), excludeSystemEvents())).toBe(false);
  expect(matchesFilter(event('$s', 'Mine'), excludeSystemEvents())).toBe(true);
});

test('an expression with a memory looks at every event anew', () => {
  const filter = eventTypeFilter({ regex: /T/g });
  expect([1, 2, 3].map(() => matchesFilter(event('s', 'T'), filter))).toEqual([true, true, true]);
});
