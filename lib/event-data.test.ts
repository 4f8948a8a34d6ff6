import { expect, test } from 'vitest';
import { binaryEvent, InvalidEventError, jsonEvent, jsonText } from './index.ts';

test('an event gets a new UUID of version 4, or of version 7 on request, or the id it is given', () => {
  const versions = [{}, { idVersion: 4 }, { idVersion: 7 }] as const;
  const ids = versions.map((version) => jsonEvent({ type: 'T', data: 1, ...version }).id);
  expect(ids.map((id) => id[14])).toEqual(['4', '4', '7']);
  expect(jsonEvent({ type: 'T', data: 1, id: 'C322E299-CB73-4B47-97C5-5054F920746E' }).id).toBe(
    'C322E299-CB73-4B47-97C5-5054F920746E',
  );
  expect(new Set(Array.from({ length: 1000 }, () => jsonEvent({ type: 'T', data: 1 }).id)).size).toBe(1000);
});

test('a value becomes JSON text, and an exact text stays as it is', () => {
  expect(jsonEvent({ type: 'T', data: 'text', metadata: null })).toMatchObject({
    data: '"text"',
    metadata: 'null',
  });
  expect(jsonEvent({ type: 'T', data: jsonText(' 1.0 ') }).data).toBe(' 1.0 ');
  expect(jsonEvent({ type: 'T', data: {} }).metadata).toBeNull();
});

test('what has no JSON form is refused, and the field is named', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  for (const data of [undefined, () => {}, 1n, cycle]) {
    expect(() => jsonEvent({ type: 'T', data })).toThrow(InvalidEventError);
  }
  expect(() => jsonEvent({ type: 'T', data: 1, metadata: () => {} })).toThrow(/metadata/);
  expect(() => jsonText('{"a":}')).toThrow(InvalidEventError);
});

test('metadata of bytes may be bytes or JSON', () => {
  const bytes = new Uint8Array([1]);
  expect(binaryEvent({ type: 'T', data: bytes, metadata: bytes }).metadata).toEqual(bytes);
  expect(binaryEvent({ type: 'T', data: bytes, metadata: { a: 1 } }).metadata).toBe('{"a":1}');
  expect(binaryEvent({ type: 'T', data: bytes }).metadata).toBeNull();
});
