import { expect, test } from 'vitest';
import type { StreamSummary } from '../../../lib/index.ts';
import { type Draft, newDraft } from './draft.ts';
import { expectedHint, expectsWhatIs, movedOnTo, streamWords } from './stream-words.ts';

const draft = (over: Partial<Draft>): Draft => ({ ...newDraft('s', () => crypto.randomUUID()), ...over });

function stream(version: number, state: StreamSummary['state'] = 'live'): StreamSummary {
  return { stream: 's', state, version, eventCount: version + 1, updatedMs: null, hasMetadata: false };
}

test('a stream is told in a few words', () => {
  expect(streamWords(stream(-1, 'missing'))).toBe('new stream');
  expect(streamWords(stream(0))).toBe('1 event, version 0');
  expect(streamWords(stream(1))).toBe('2 events, version 1');
});

test('the hint says when it is written and that a retry is safe', () => {
  expect(expectedHint(draft({ expected: 'exact', exact: '0' }))).toBe(
    'Written only if s is still at version 0. Retrying cannot duplicate it.',
  );
  expect(expectedHint(draft({ expected: 'any' }))).toContain('a server such as EventStoreDB');
});

test('ids are not looked at while the expectation is met exactly', () => {
  expect(expectsWhatIs(draft({ expected: 'exact', exact: '4' }), stream(4))).toBe(true);
  expect(expectsWhatIs(draft({ expected: 'exact', exact: '3' }), stream(4))).toBe(false);
  expect(expectsWhatIs(draft({ expected: 'any' }), stream(4))).toBe(false);
  expect(expectsWhatIs(draft({ expected: 'no_stream' }), stream(4, 'soft_deleted'))).toBe(true);
});

test('a stream that has moved on is offered at its version', () => {
  expect(movedOnTo(draft({ expected: 'exact', exact: '1' }), stream(4))).toBe(4);
  expect(movedOnTo(draft({ expected: 'no_stream' }), stream(0))).toBe(0);
  expect(movedOnTo(draft({ expected: 'exact', exact: '4' }), stream(4))).toBe(null);
  expect(movedOnTo(draft({ expected: 'any' }), stream(4))).toBe(null);
});
