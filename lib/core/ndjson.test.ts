import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOMBSTONE } from './events.ts';
import { MAX_EVENT_BYTES } from './limits.ts';
import { type BackupEvent, eventLine, headerLine, parseLine } from './ndjson.ts';
import { EARLIEST_MS, LATEST_MS } from './times.ts';

const ID = '0a1b2c3d-0000-4000-8000-00000000000f';
const CREATED_MS = Date.UTC(2026, 0, 31, 9, 30, 0, 7);
const FIELDS = {
  eventId: `"${ID}"`,
  eventType: '"T"',
  data: '{"a":1}',
  stream: '"s"',
  eventNumber: '0',
  position: '0',
  created: '"2026-01-31T09:30:00.007Z"',
};

/** A good line with some fields changed, each as JSON text, or left out. */
function lineWith(changes: Readonly<Record<string, string | undefined>>): string {
  const members = Object.entries({ ...FIELDS, ...changes }).filter(([, value]) => value !== undefined);
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function reasonFor(line: string): string | undefined {
  const parsed = parseLine(line);
  return parsed.kind === 'problem' ? parsed.reason : undefined;
}

const event: BackupEvent = {
  id: ID,
  type: 'T',
  stream: 's',
  eventNumber: 3,
  createdMs: CREATED_MS,
  data: '{"a":1}',
  metadata: null,
  recreates: false,
};

test('an event is one line in the shape of the events media type, with its place', () => {
  expect(eventLine({ ...event, position: 7, metadata: 'null' })).toBe(
    `{"eventId":"${ID}","eventType":"T","data":{"a":1},"metadata":null,"stream":"s","eventNumber":3,"position":7,"created":"2026-01-31T09:30:00.007Z"}`,
  );
  expect(eventLine({ ...event, position: 7, data: new Uint8Array([1, 2, 255]) })).toContain(
    '"dataBase64":"AQL/"',
  );
});

const space = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '\u2028');
const jsonText = fc.oneof(
  fc.json({ noUnicodeString: false }),
  fc
    .tuple(space, fc.json(), space)
    .map(([before, text, after]) => before.trim() + text + after.replace('\u2028', '')),
  fc.jsonValue().map((value) => JSON.stringify(value, null, 2)),
  fc.constantFrom(
    ...['9007199254740993', '1.0', '-0', '1e400', '{"b":1,"a":2,"b":3}', '"\ud800"', '"\u2028\u0085\ufeff"'],
    ...['null', 'true', '""', '{"__proto__":{"x":1}}', '{"a" : [ ] }', ' 1 ', '{\n}', '"\\ud83d"', '[\r\n]'],
  ),
);
const payload = fc.oneof(jsonText, fc.uint8Array({ maxLength: 50 }));
const text = fc
  .oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 1 }))
  .map((name) => `n${name.replace(/\p{Surrogate}/gu, '')}`);
const backupEvent: fc.Arbitrary<BackupEvent> = fc.record({
  id: fc.uuid(),
  type: text,
  stream: text,
  eventNumber: fc.nat(),
  createdMs: fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
  data: payload,
  metadata: fc.option(payload),
  recreates: fc.boolean(),
});

test('every event comes back from its line exactly as it was, also after a way as UTF-8', () => {
  const utf8 = {
    encode: new TextEncoder(),
    decode: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  };
  fc.assert(
    fc.property(backupEvent, fc.nat(), (original, position) => {
      const line = eventLine({ ...original, position });
      expect(line).not.toMatch(/[\r\n]/);
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      const there = utf8.decode.decode(utf8.encode.encode(line));
      expect(parseLine(there)).toEqual({ kind: 'event', event: original, position });
    }),
    { numRuns: 500 },
  );
});

test('a time that cannot be written, as an older version may have stored it, still gives a line that can be read', () => {
  const written = (createdMs: unknown) => {
    const line = parseLine(eventLine({ ...event, createdMs: createdMs as number, position: 0 }));
    return line.kind === 'event' ? new Date(line.event.createdMs).toISOString() : line;
  };
  for (const none of [Number.NaN, undefined, 'soon', {}])
    expect(written(none)).toBe('1970-01-01T00:00:00.000Z');
  for (const late of [Number.POSITIVE_INFINITY, 8.64e15, 9e15, LATEST_MS + 1]) {
    expect(written(late)).toBe('9999-12-31T23:59:59.999Z');
  }
  for (const early of [Number.NEGATIVE_INFINITY, -8.64e15, EARLIEST_MS - 1]) {
    expect(written(early)).toBe('0000-01-01T00:00:00.000Z');
  }
  expect(written(new Date(CREATED_MS))).toBe('2026-01-31T09:30:00.007Z');
  expect(written('2026-01-31T09:30:00.007Z')).toBe('2026-01-31T09:30:00.007Z');
});

test('tombstones, scavenged events and those after a hole come back, too', () => {
  const tombstone = {
    ...event,
    type: '$streamDeleted',
    eventNumber: TOMBSTONE,
    data: new Uint8Array(),
    after: -1,
  };
  const scavenged = { ...event, data: null };
  const afterHole = { ...event, eventNumber: 7, after: 5 };
  for (const original of [
    tombstone,
    { ...tombstone, after: 5 },
    scavenged,
    afterHole,
    { ...afterHole, after: -1 },
  ]) {
    expect(parseLine(eventLine({ ...original, position: 0 }))).toEqual({
      kind: 'event',
      event: original,
      position: 0,
    });
  }
});

test('the header says how many events follow; another format or version is refused', () => {
  expect(parseLine(headerLine(118))).toEqual({ kind: 'header', events: 118 });
  expect(parseLine('{"format":"offline-event-store","version":1}')).toEqual({
    kind: 'header',
    events: undefined,
  });
  expect(reasonFor('{"format":"something","version":1}')).toBe(
    'has the format "something", which is not "offline-event-store"',
  );
  expect(reasonFor('{"format":"offline-event-store","version":2}')).toBe(
    'has version 2 of the format; this program reads version 1',
  );
  expect(reasonFor('{"format":"offline-event-store","version":1,"events":-1}')).toContain('events -1');
});

test('members may stand in any order with any space; ids are compared in lower case', () => {
  const line = ` { "created" : "2026-01-31T09:30:00Z",\t"data": [ 1.0 ] ,"stream":"s","eventNumber":4,"eventType":"T","eventId":"${ID.toUpperCase()}"}\r`;
  const wanted = { ...event, eventNumber: 4, data: '[ 1.0 ]', createdMs: CREATED_MS - 7 };
  expect(parseLine(line)).toEqual({ kind: 'event', event: wanted });
});

test.each(
  (
    [
      ['', 'is not valid JSON'],
      ['{"eventId":', 'is not valid JSON'],
      ['[1]', 'is not a JSON object'],
      ['null', 'is not a JSON object'],
      ['{}', 'has no eventId'],
      [lineWith({ eventId: undefined }), 'has no eventId'],
      [lineWith({ eventType: undefined }), 'has no eventType'],
      [lineWith({ data: undefined }), 'has no data'],
      [lineWith({ stream: undefined }), 'has no stream'],
      [lineWith({ eventNumber: undefined }), 'has no eventNumber'],
      [lineWith({ created: undefined }), 'has no created'],
      [lineWith({ eventId: '"abc"' }), 'eventId "abc" is not a GUID'],
      [lineWith({ eventId: '"00000000-0000-0000-0000-000000000000"' }), 'is not a GUID'],
      [lineWith({ eventId: '5' }), 'eventId is not a string'],
      [lineWith({ eventType: '""' }), 'eventType is empty'],
      [lineWith({ eventType: '{"a":1}' }), 'eventType is not a string'],
      [lineWith({ stream: '""' }), 'stream must be a name'],
      [lineWith({ stream: '"$$"' }), 'stream must be a name'],
      [lineWith({ stream: '"$all"' }), 'stream must be a name'],
      [lineWith({ stream: '"$$$all"' }), 'stream must be a name'],
      [lineWith({ stream: '"a\\ud800b"' }), 'no half of a surrogate pair, not "a\\ud800b"'],
      [lineWith({ stream: `"\\udc00${'x'.repeat(99)}"` }), 'stream must be a name'],
      [lineWith({ eventType: '"\\udc00"' }), 'eventType has half of a surrogate pair'],
      [lineWith({ stream: 'null' }), 'stream is not a string'],
      [lineWith({ stream: '"$streams"' }), 'stream "$streams" is kept by the store itself'],
      [lineWith({ stream: '"$ce-a"' }), 'kept by the store itself'],
      [lineWith({ eventNumber: '-1' }), 'eventNumber -1 is not a whole number from 0'],
      [lineWith({ eventNumber: '1.5' }), 'eventNumber 1.5 is not a whole number'],
      [lineWith({ eventNumber: '1e3' }), 'eventNumber 1e3 is not a whole number'],
      [lineWith({ eventNumber: '"0"' }), 'eventNumber "0" is not a whole number'],
      [lineWith({ eventNumber: '9007199254740992' }), 'eventNumber 9007199254740992 is not a whole number'],
      [lineWith({ eventNumber: '9'.repeat(400) }), 'is not a whole number'],
      [lineWith({ eventNumber: String(TOMBSTONE - 1) }), 'is past 2251799813685248, the highest'],
      [lineWith({ eventNumber: '2251799813685249', after: '-1' }), 'is past 2251799813685248, the highest'],
      [lineWith({ eventNumber: String(TOMBSTONE) }), 'kept for the permanent deletion'],
      [
        lineWith({ eventNumber: String(TOMBSTONE), eventType: '"$streamDeleted"', stream: '"$$s"' }),
        'kept for the permanent deletion',
      ],
      [lineWith({ after: '3' }), 'after 3 is not lower than eventNumber 0'],
      [lineWith({ position: '1e308' }), 'position 1e308 is not a whole number'],
      [lineWith({ created: '"yesterday"' }), 'created "yesterday" is not a time such as'],
      [lineWith({ created: '"2026-02-30T00:00:00Z"' }), 'is not a time'],
      [lineWith({ created: '"2026-01-31"' }), 'is not a time'],
      [lineWith({ created: '"+010000-01-01T00:00:00Z"' }), 'in the years 0000 to 9999'],
      [lineWith({ created: '"-000001-12-31T23:59:59Z"' }), 'in the years 0000 to 9999'],
      [lineWith({ created: '1769851800000' }), 'created is not a string'],
      [lineWith({ dataBase64: '"AA=="' }), 'has both data and dataBase64'],
      [lineWith({ data: undefined, dataBase64: '"A"' }), 'dataBase64 is not Base64'],
      [lineWith({ data: undefined, dataText: '"{"' }), 'data is not valid JSON'],
      [lineWith({ metadataText: '"{"' }), 'metadata is not valid JSON'],
      [lineWith({ recreates: '1' }), 'recreates is neither true nor false'],
      [
        lineWith({ scavenged: 'true', data: undefined, metadata: '1' }),
        'is scavenged, and so can have no data',
      ],
      [lineWith({ scavenged: 'true' }), 'is scavenged, and so can have no data or metadata'],
      [lineWith({ data: `"${'x'.repeat(MAX_EVENT_BYTES)}"` }), `the limit is ${MAX_EVENT_BYTES} bytes`],
      [lineWith({ constructor: '1' }), 'has a field "constructor", which is not known here'],
      ['{"__proto__":{"eventId":"x"}}', 'has a field "__proto__", which is not known here'],
      [`{"eventId":"x",${lineWith({}).slice(1)}`, 'has the field "eventId" twice'],
    ] as const
  ).map(([line, reason]) => [reason, line] as const),
)('a broken or hostile line is refused: it %s', (reason, line) => {
  expect(reasonFor(line)).toContain(reason);
  expect(reasonFor(line)?.length).toBeLessThan(200);
});

test('a hostile line changes no object of the program', () => {
  const hostile = lineWith({
    data: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  });
  expect(parseLine(hostile)).toMatchObject({ kind: 'event' });
  parseLine(`{"__proto__":{"polluted":1}}`);
  expect((Object.prototype as { polluted?: number }).polluted).toBeUndefined();
});

test('a line nested without end is read or refused, never a crash', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(['event', 'problem']).toContain(parseLine(lineWith({ data: deep })).kind);
  expect(parseLine('['.repeat(200_000)).kind).toBe('problem');
});

test('any text whatever is a line or a problem, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (line) => {
      expect(['header', 'event', 'problem']).toContain(parseLine(line).kind);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(FIELDS)), fc.json(), (name, value) => {
      expect(['event', 'problem']).toContain(parseLine(lineWith({ [name]: value })).kind);
    }),
  );
});
