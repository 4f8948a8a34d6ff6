import { expect, test } from 'vitest';
import { expectedVersionHeader, type PostEvent, toWire } from './post.ts';

const ID = 'c322e299-cb73-4b47-97c5-5054f920746e';

function event(over: Partial<PostEvent> = {}): PostEvent {
  return { id: ID, type: 'SomeEvent', data: '{"a":1}', metadata: null, ...over };
}

test('one event without metadata travels as plain JSON, type and id in headers', () => {
  expect(toWire({ stream: 'newstream', expectedVersion: 'no_stream', events: [event()] })).toEqual({
    method: 'POST',
    path: '/streams/newstream',
    headers: [
      ['Content-Type', 'application/json'],
      ['ES-EventType', 'SomeEvent'],
      ['ES-EventId', ID],
      ['ES-ExpectedVersion', '-1'],
    ],
    body: '{"a":1}',
  });
});

test('an event whose id the store assigns carries no id', () => {
  const { headers } = toWire({ stream: 's', expectedVersion: 'any', events: [event({ id: null })] });
  expect(headers.map(([name]) => name)).not.toContain('ES-EventId');
});

test('metadata or several events make an event list, each text character by character', () => {
  const data = '{ "n": 9007199254740993, "n": 1.0 }';
  const { headers, body } = toWire({
    stream: 's',
    expectedVersion: 4,
    events: [event({ data, metadata: '{"m": 1e2}' }), event({ type: 'B' })],
  });
  expect(headers).toEqual([
    ['Content-Type', 'application/vnd.eventstore.events+json'],
    ['ES-ExpectedVersion', '4'],
  ]);
  expect(body).toBe(
    `[{"eventId":"${ID}","eventType":"SomeEvent","data":${data},"metadata":{"m": 1e2}},` +
      `{"eventId":"${ID}","eventType":"B","data":{"a":1}}]`,
  );
});

test.each(['Bestellung bezahlt …', 'Zahlung', 'größer', ' edge', 'line\nbreak', '世界'])(
  'the type %j arrives as it is',
  (type) => {
    const { headers, body } = toWire({ stream: 's', expectedVersion: 'any', events: [event({ type })] });
    const inHeader = headers.find(([name]) => name === 'ES-EventType')?.[1];
    expect(inHeader ?? JSON.parse(body)[0].eventType).toBe(type);
    // Headers are bytes, and clients do not agree on those past ASCII.
    if (inHeader !== undefined) expect(inHeader).toMatch(/^[\x20-\x7e]+$/);
  },
);

test('a stream name is one segment of the path', () => {
  const path = (stream: string) => toWire({ stream, expectedVersion: 'any', events: [event()] }).path;
  expect(path('a/b ?#%')).toBe('/streams/a%2Fb%20%3F%23%25');
});

test('each expected version has its header value', () => {
  const all = ['any', 'no_stream', 'empty_stream', 'stream_exists', 0, 17] as const;
  expect(all.map(expectedVersionHeader)).toEqual(['-2', '-1', 'EmptyStream', '-4', '0', '17']);
});
