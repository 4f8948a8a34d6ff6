import { expect, test } from 'vitest';
import { RecordedEvent } from '../../../lib/index.ts';
import { eventJson, hexOf, preview, textOf } from './payload.ts';

function recorded(rawData: string | Uint8Array, rawMetadata: string | null = null): RecordedEvent {
  return new RecordedEvent({
    stream: 'a "b"',
    eventNumber: 3,
    position: 9,
    createdMs: 0,
    event: { id: '5f0c7d1e-9b42-4a6e-8c31-d27e60b9f4a8', type: 'T', data: rawData, metadata: rawMetadata },
  });
}

test('an event is copied with the exact digits of its data and metadata', () => {
  const text = eventJson(recorded('{"n":9007199254740993}', '{"m":1.00}'));
  expect(text).toContain('"data": {"n":9007199254740993}');
  expect(text).toContain('"metadata": {"m":1.00}');
  expect(JSON.parse(text)).toMatchObject({ eventStreamId: 'a "b"', eventNumber: 3, eventType: 'T' });
});

test('bytes are copied in base64', () => {
  expect(JSON.parse(eventJson(recorded(new Uint8Array([0, 255]))))).toMatchObject({
    data: 'AP8=',
    metadata: null,
  });
});

test('a preview is one line and not too long', () => {
  expect(preview('{\n  "a": 1\n}')).toBe('{ "a": 1 }');
  expect(preview(`"${'x'.repeat(1_000)}"`)).toHaveLength(241);
  expect(preview(new Uint8Array(12))).toBe('12 bytes, not JSON');
});

test('bytes that are text are shown as text, others as numbers', () => {
  expect(textOf(new TextEncoder().encode('ä <b>'))).toBe('ä <b>');
  expect(textOf(new Uint8Array([0xff]))).toBeUndefined();
  expect(hexOf(new Uint8Array([0, 15, 255]))).toBe('00 0f ff');
  expect(hexOf(new Uint8Array(5_000))).toMatch(/… 904 more bytes$/);
});
