import { expect, test } from 'vitest';
import { type AppendDecision, type AppendFacts, decideAppend, differsFromStored } from './append.ts';
import { type EventData, RecordedEvent } from './events.ts';
import type { ExpectedVersion } from './expected-version.ts';

const event = (id: string, data = '{}'): EventData => ({ id, type: 'T', data, metadata: null });
const events = (ids: string): EventData[] => [...ids].map((id) => event(id));

function recorded(id: string, eventNumber: number): RecordedEvent {
  return new RecordedEvent({
    stream: 's',
    eventNumber,
    position: eventNumber,
    createdMs: 0,
    event: event(id),
  });
}

/** A stream that holds one event a letter. */
function streamOf(stored: string, overrides: Partial<AppendFacts> = {}) {
  return (expected: ExpectedVersion, ids: string): AppendDecision => {
    const all = [...stored].map(recorded);
    const after = typeof expected === 'number' ? expected : -1;
    return decideAppend(expected, events(ids), {
      tombstoned: false,
      softDeleted: false,
      hasMetadata: false,
      current: all.length - 1,
      known: new Map([...all].reverse().map((each) => [each.id, each])),
      following: all.slice(after + 1, after + 1 + ids.length),
      recreations: [],
      ...overrides,
    });
  };
}

const writes = (first: number) => ({ kind: 'write', first, recreates: false });
const committed = (decision: AppendDecision) =>
  decision.kind === 'already_committed' ? decision.stored.map((each) => each.eventNumber) : decision;
const conflict = (reason: string) => ({ kind: 'conflict', reason });
const gone = (permanently: boolean) => ({ kind: 'stream_deleted', permanently });

test('a tombstoned stream refuses every expected version', () => {
  const append = streamOf('a', { tombstoned: true });
  for (const expected of ['any', 'no_stream', 'empty_stream', 'stream_exists', 0] as const) {
    expect(append(expected, 'b')).toEqual(gone(true));
  }
});

test('stream_exists is refused on a soft-deleted stream and on one that never was', () => {
  expect(streamOf('a', { softDeleted: true })('stream_exists', 'b')).toEqual(gone(false));
  expect(streamOf('')('stream_exists', 'b')).toEqual(conflict('ahead'));
  expect(streamOf('', { hasMetadata: true })('stream_exists', 'b')).toEqual(writes(0));
});

test('empty_stream wants a stream that was created explicitly and holds no events', () => {
  expect(streamOf('')('empty_stream', 'a')).toEqual(conflict('ahead'));
  expect(streamOf('', { hasMetadata: true })('empty_stream', 'a')).toEqual(writes(0));
  expect(committed(streamOf('a', { hasMetadata: true })('empty_stream', 'a'))).toEqual([0]);
  expect(streamOf('a', { hasMetadata: true })('empty_stream', 'z')).toEqual(conflict('behind'));
});

test('under any and stream_exists ids decide: none known is written, all known acknowledged, some known refused', () => {
  for (const expected of ['any', 'stream_exists'] as const) {
    expect(streamOf('abc')(expected, 'xy')).toEqual(writes(3));
    expect(committed(streamOf('abc')(expected, 'ab'))).toEqual([0, 1]);
    expect(committed(streamOf('abc')(expected, 'ca'))).toEqual([2, 0]);
    expect(streamOf('abc')(expected, 'cx')).toEqual(conflict('partial'));
    expect(streamOf('abc')(expected, 'xc')).toEqual(conflict('partial'));
  }
});

test('at the current version the events are written, also with an id that the stream has already', () => {
  expect(streamOf('ab')(1, 'c')).toEqual(writes(2));
  expect(streamOf('ab')(1, 'a')).toEqual(writes(2));
  expect(streamOf('')('no_stream', 'a')).toEqual(writes(0));
});

test('behind the current version the same events in the same place are acknowledged, whatever the write boundaries', () => {
  expect(committed(streamOf('abcd')('no_stream', 'abc'))).toEqual([0, 1, 2]);
  expect(committed(streamOf('abcd')(1, 'c'))).toEqual([2]);
});

test('behind the current version other events are a conflict, and some of the same a partial one', () => {
  expect(streamOf('abcd')(1, 'x')).toEqual(conflict('behind'));
  expect(streamOf('abcd')(1, 'a')).toEqual(conflict('behind'));
  expect(streamOf('abcd')(1, 'cx')).toEqual(conflict('partial'));
  expect(streamOf('abcd')(2, 'de')).toEqual(conflict('partial'));
});

test('ahead of the current version nothing is written', () => {
  expect(streamOf('ab')(2, 'c')).toEqual(conflict('ahead'));
  expect(streamOf('')(0, 'c')).toEqual(conflict('ahead'));
});

test('no_stream brings a soft-deleted stream back, and a retry of what is in it stays a retry', () => {
  const append = streamOf('ab', { softDeleted: true });
  expect(append('no_stream', 'c')).toEqual({ kind: 'write', first: 2, recreates: true });
  expect(committed(append('no_stream', 'ab'))).toEqual([0, 1]);
  expect(append('no_stream', 'ac')).toEqual(conflict('partial'));
  expect(append(0, 'c')).toEqual(conflict('behind'));
});

test('a retry of the append that brought the stream back is acknowledged', () => {
  const recreations = [[recorded('c', 2), recorded('d', 3)]];
  const append = streamOf('abcd', { recreations });
  expect(committed(append('no_stream', 'cd'))).toEqual([2, 3]);
  expect(append('no_stream', 'cx')).toEqual(conflict('partial'));
  expect(append('no_stream', 'x')).toEqual(conflict('behind'));
});

test('an empty append is fine when the expectation is met and a conflict when it is not', () => {
  expect(streamOf('ab')('any', '')).toEqual(writes(2));
  expect(streamOf('ab')(1, '')).toEqual(writes(2));
  expect(streamOf('')('no_stream', '')).toEqual(writes(0));
  expect(streamOf('ab')(0, '')).toEqual(conflict('behind'));
  expect(streamOf('ab')('no_stream', '')).toEqual(conflict('behind'));
  expect(streamOf('ab')(5, '')).toEqual(conflict('ahead'));
});

test('the same id several times in one append is written as often, and its retry names the first', () => {
  expect(streamOf('')('any', 'xxx')).toEqual(writes(0));
  expect(committed(streamOf('xxx')('any', 'xxx'))).toEqual([0, 0, 0]);
  expect(committed(streamOf('xxx')('no_stream', 'xxx'))).toEqual([0, 1, 2]);
});

test('a retry that carries other data is told apart from one that does not', () => {
  const stored = [recorded('a', 0)];
  expect(differsFromStored([event('a')], stored)).toBe(false);
  expect(differsFromStored([event('a', '{ }')], stored)).toBe(true);
  expect(differsFromStored([{ ...event('a'), type: 'U' }], stored)).toBe(true);
  expect(differsFromStored([{ ...event('a'), metadata: '{}' }], stored)).toBe(true);
  expect(differsFromStored([{ ...event('a'), data: new Uint8Array() }], stored)).toBe(true);
});
