import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { Search } from '../../router.ts';
import { excerptOf, matcherOf } from './match.ts';

const ANYTHING: Search = { type: null, text: null, inStream: null, hideSystem: false };

function event(over: Partial<Pick<RecordedEvent, 'type' | 'stream' | 'rawData'>> = {}): RecordedEvent {
  return { type: 'OrderPaid', stream: 'order-1', rawData: '{"by":"DHL"}', ...over } as RecordedEvent;
}

function matches(search: Partial<Search>, over: Parameters<typeof event>[0] = {}): boolean {
  return matcherOf({ ...ANYTHING, ...search })(event(over));
}

test('a search for nothing finds everything', () => {
  expect(matches({})).toBe(true);
});

test('a type is meant as a whole, or with a star as a beginning', () => {
  expect(matches({ type: 'OrderPaid' })).toBe(true);
  expect(matches({ type: 'Order' })).toBe(false);
  expect(matches({ type: 'Order*' })).toBe(true);
});

test('a stream is meant as a whole, or with a star as a beginning', () => {
  expect(matches({ inStream: 'order-' })).toBe(false);
  expect(matches({ inStream: 'order-*' })).toBe(true);
});

test('system events can be left out', () => {
  expect(matches({ hideSystem: true }, { type: '$metadata' })).toBe(false);
  expect(matches({ hideSystem: true })).toBe(true);
});

test('a text is found whatever its case, in JSON and in bytes, and behind escapes', () => {
  expect(matches({ text: 'dhl' })).toBe(true);
  expect(matches({ text: 'ups' })).toBe(false);
  expect(matches({ text: 'ups' }, { rawData: new TextEncoder().encode('by UPS') })).toBe(true);
  expect(matches({ text: 'ups' }, { rawData: new Uint8Array([255, 254]) })).toBe(false);
  expect(matches({ text: 'café' }, { rawData: '{"at":"Caf\\u00e9"}' })).toBe(true);
  expect(matches({ text: '🚲' }, { rawData: '{"at":"\\\\ \\ud83d\\udeb2 \\ud83d"}' })).toBe(true);
  expect(matches({ text: 'x' }, { rawData: `${'['.repeat(100_000)}"\\u0078"${']'.repeat(100_000)}` })).toBe(
    true,
  );
});

test('digits are found as they were sent, however many', () => {
  expect(matches({ text: '9007199254740993' }, { rawData: '{"n":9007199254740993}' })).toBe(true);
});

test('an excerpt shows the place that was found, also far into the data', () => {
  const rawData = JSON.stringify({ filler: 'x'.repeat(500), carrier: 'DHL' });
  expect(excerptOf(event({ rawData }), 'dhl')).toEqual({
    pieces: [
      { text: `…${'x'.repeat(40 - '","carrier":"'.length)}","carrier":"`, marked: false },
      { text: 'DHL', marked: true },
      { text: '"}', marked: false },
    ],
    inString: true,
  });
  const inKeys = JSON.stringify({ ['k'.repeat(20)]: 'v"'.repeat(8), carrier: 'DHL' });
  expect(excerptOf(event({ rawData: inKeys }), 'dhl')).toMatchObject({ inString: true });
  expect(excerptOf(event({ rawData: `[${'1,'.repeat(90)}"DHL"]` }), 'dhl')).toMatchObject({
    inString: false,
  });
  expect(excerptOf(event(), 'ups')).toBeUndefined();
});
