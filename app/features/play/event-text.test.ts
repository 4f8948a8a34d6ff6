import { expect, test } from 'vitest';
import { type Payload, RecordedEvent } from '../../../lib/index.ts';
import { EVENT_MEMBERS, eventText, noteOn } from './event-text.ts';

function event(data: Payload, metadata: Payload | null = null): RecordedEvent {
  const event = { id: 'c322e299-cb73-4b47-97c5-5054f920746e', type: 'T', data, metadata };
  return new RecordedEvent({ stream: 's', eventNumber: 4, position: 9, createdMs: 1_000, event });
}

const bytes = (text: string) => new TextEncoder().encode(text);
const parsed = (of: RecordedEvent): unknown => JSON.parse(eventText({ number: 4, event: of }).json);

test('an event goes in with the names of the library, and no others than the screen tells', () => {
  const of = event('{"a":1}', '{"b":2}');
  expect(parsed(of)).toEqual({
    ...{ eventNumber: 4, position: 9, stream: 's', type: 'T', id: of.id, isJson: true },
    ...{ created: '1970-01-01T00:00:01.000Z', createdMs: 1_000, data: { a: 1 }, metadata: { b: 2 } },
  });
  expect(Object.keys(parsed(of) as object).toSorted()).toEqual(
    EVENT_MEMBERS.map(([name]) => name).toSorted(),
  );
});

test('its data goes in character by character', () => {
  expect(eventText({ number: 4, event: event('{ "n": 9007199254740993, "n": 1.0 }') }).json).toContain(
    '"data":{ "n": 9007199254740993, "n": 1.0 },',
  );
});

test('data that is not JSON goes in as its text, or as null where it is none', () => {
  expect(parsed(event(bytes('a "text"')))).toMatchObject({ data: 'a "text"', isJson: false, metadata: null });
  expect(parsed(event(new Uint8Array([255, 254])))).toMatchObject({ data: null, isJson: false });
});

test('the number of a link is that of the feed', () => {
  expect(eventText({ number: 31, event: event('1') })).toMatchObject({ number: 31 });
});

test('a number that JavaScript rounds is told, with what becomes of it', () => {
  expect(noteOn(event('{"n":9007199254740993}'))).toMatch(/^9007199254740993 .* gets 9007199254740992\./);
  expect(noteOn(event('{"n":-9007199254740993}'))).toMatch(/^-9007199254740993/);
  expect(noteOn(event('{"n":9007199254740991,"t":"9007199254740993 \\" 9007199254740993"}'))).toBeNull();
  expect(noteOn(event('{"n":1.5e300}'))).toBeNull();
});

test('data that is not JSON is told', () => {
  expect(noteOn(event(bytes('text')))).toMatch(/the fold gets its text/);
  expect(noteOn(event(new Uint8Array([255])))).toMatch(/the fold gets null/);
});
