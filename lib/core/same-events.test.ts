import { expect, test } from 'vitest';
import { type Payload, RecordedEvent, type ResolvedEvent } from './events.ts';
import { sameEvents } from './same-events.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);

function event(data: Payload = '{}', metadata: Payload | null = null): RecordedEvent {
  const id = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';
  const place = { stream: 's', eventNumber: 1, position: 2, createdMs: 3, scavenged: false };
  return new RecordedEvent({ ...place, event: { id, type: 't', data, metadata } });
}

/** Each field made another one, by its name: a field that is added later is among them. */
const CHANGED: readonly (readonly [string, RecordedEvent])[] = Object.entries(event()).map(
  ([name, value]) => {
    const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}!`;
    return [name, Object.assign(event(), { [name]: other })];
  },
);

test.each([
  ['the same JSON', [{ event: event() }], [{ event: event() }]],
  ['the same bytes', [{ event: event(bytes(1, 2)) }], [{ event: event(bytes(1, 2)) }]],
  ['no event', [], []],
  ['a link without its target', [{ link: event() }], [{ link: event() }]],
] satisfies [string, ResolvedEvent[], ResolvedEvent[]][])(
  'two reads of %s are the same',
  (_, some, others) => {
    expect(sameEvents(some, others)).toBe(true);
  },
);

test.each(CHANGED)('an event with another %s is another event, and so is a link', (_, other) => {
  expect(sameEvents([{ event: event() }], [{ event: other }])).toBe(false);
  expect(sameEvents([{ event: event(), link: event() }], [{ event: event(), link: other }])).toBe(false);
});

test.each([
  ['other bytes', [{ event: event(bytes(1, 2)) }], [{ event: event(bytes(1, 3)) }]],
  ['more bytes', [{ event: event(bytes(1)) }], [{ event: event(bytes(1, 2)) }]],
  ['bytes where there was text', [{ event: event('') }], [{ event: event(bytes()) }]],
  ['metadata where there were none', [{ event: event() }], [{ event: event('{}', bytes()) }]],
  ['one event more', [{ event: event() }], [{ event: event() }, { event: event() }]],
  ['one event less', [{ event: event() }], []],
  ['a link whose target is gone', [{ event: event(), link: event() }], [{ link: event() }]],
  ['a link that leads somewhere now', [{ link: event() }], [{ event: event(), link: event() }]],
  ['a link in the place of its target', [{ event: event() }], [{ link: event() }]],
] satisfies [string, ResolvedEvent[], ResolvedEvent[]][])('%s is not the same', (_, some, others) => {
  expect(sameEvents(some, others)).toBe(false);
});
