import { expect, test } from 'vitest';
import type { StreamSummary } from '../../../lib/index.ts';
import {
  afterWritten,
  countedFrom,
  type Draft,
  draftAgain,
  draftLike,
  expectedOf,
  inPlaceOf,
  newDraft,
  withAnotherEvent,
  withChosenExpected,
  withDefaultExpected,
  withMovedEvent,
  withoutEvent,
} from './draft.ts';
import { withStream } from './sent-events.ts';

const newId = () => crypto.randomUUID();

function stream(version: number, state: StreamSummary['state'] = 'live'): StreamSummary {
  return { stream: 's', state, version, eventCount: version + 1, updatedMs: null, hasMetadata: false };
}

test('a thousand forms have a thousand ids, each a v4 UUID', () => {
  const ids = Array.from({ length: 1_000 }, () => newDraft(undefined, newId).events[0]?.id ?? '');
  expect(new Set(ids).size).toBe(1_000);
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true);
});

test('a new stream is expected to be none, an existing one to be where it is', () => {
  const draft = newDraft('s', newId);
  expect(expectedOf(withDefaultExpected(draft, stream(-1, 'missing')))).toBe('no_stream');
  expect(expectedOf(withDefaultExpected(draft, stream(4)))).toBe(4);
  expect(expectedOf(withDefaultExpected(draft, stream(4, 'soft_deleted')))).toBe('no_stream');
});

test('what a person chose is not set for them', () => {
  const draft: Draft = { ...newDraft('s', newId), expected: 'any', chosen: true };
  expect(expectedOf(withDefaultExpected(draft, stream(4)))).toBe('any');
});

test('once written, the next draft has new ids and no chosen version', () => {
  const draft: Draft = { ...withAnotherEvent(newDraft('s', newId), newId), expected: 'any', chosen: true };
  const [first, second] = draft.events.map((event) => event.id);
  const next = afterWritten(draft, [first ?? null], newId);
  expect(next.events[0]?.id).not.toBe(first);
  expect(next.events[1]?.id).toBe(second);
  expect(next.chosen).toBe(false);
  expect(next.events.map((event) => event.data)).toEqual(draft.events.map((event) => event.data));
});

test('events are added, moved and removed, but never the last', () => {
  const one = newDraft('s', newId);
  const two = withAnotherEvent(one, newId);
  const [a, b] = two.events.map((event) => event.key) as [string, string];
  const keys = (draft: Draft) => draft.events.map((event) => event.key);
  expect(keys(withMovedEvent(two, b, -1))).toEqual([b, a]);
  expect(keys(withMovedEvent(two, b, 1))).toEqual([a, b]);
  expect(keys(withoutEvent(two, a))).toEqual([b]);
  expect(withoutEvent(one, a)).toBe(one);
});

test('a draft like a request has its texts and ids of its own', () => {
  const event = { type: 'A', data: '{ "n": 1.0 }', metadata: null };
  const draft = draftLike({ stream: 's', events: [event], basedOn: '7f3a0000' }, newId);
  expect(draft.events[0]).toMatchObject({ type: 'A', data: '{ "n": 1.0 }', metadata: '' });
  expect(draft.events[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('a kept draft comes back as it was, also from a version of the app that knew less or more of it', () => {
  const draft = withAnotherEvent(newDraft('s', newId), newId);
  expect(draftAgain(JSON.parse(JSON.stringify(draft)), newId)).toEqual(draft);
  const { chosen: _, events, ...older } = draft;
  const [{ metadata: __, ...event } = {}] = events;
  const again = draftAgain({ ...older, events: [event as Draft['events'][number]] }, newId);
  expect(again).toEqual({ ...draft, chosen: false, events: [{ ...event, metadata: '' }] });
  expect(draftAgain({}, newId).events).toHaveLength(1);
});

test('a draft of other events than those that were written stays as it is', () => {
  const draft: Draft = { ...newDraft('s', newId), expected: 'any', chosen: true };
  expect(afterWritten(draft, [newId()], newId)).toBe(draft);
  expect(afterWritten(draft, [draft.events[0]?.id ?? ''], newId)).toMatchObject({ chosen: false });
});

test('a draft that takes the place of another keeps it, if something was typed in it', () => {
  const fresh = newDraft('s', newId);
  const typed = { ...fresh, events: fresh.events.map((event) => ({ ...event, data: '{"a":1}' })) };
  const next = draftLike({ stream: 's', events: [], basedOn: 'r' }, newId);
  expect(inPlaceOf(next, fresh).replaced).toBeNull();
  expect(inPlaceOf(next, typed).replaced).toEqual(typed);
  expect(inPlaceOf(fresh, inPlaceOf(fresh, typed)).replaced).toEqual(typed);
  const kept = JSON.parse(JSON.stringify(inPlaceOf(next, typed)));
  expect(draftAgain(kept, newId).replaced).toMatchObject({ events: [{ data: '{"a":1}' }] });
});

const queuedOne = { id: 'first', expectedVersion: 4, events: [{ id: null, type: 'A' }] } as const;

test('a version that was counted from a queued request says so, and from what the person knew', () => {
  const draft = withDefaultExpected(newDraft('s', newId), stream(9), [queuedOne]);
  expect(draft).toMatchObject({ exact: '5', after: { requestId: 'first', knownVersion: 4 } });
  const second = {
    ...queuedOne,
    id: 'second',
    expectedVersion: 5,
    after: { requestId: 'first', knownVersion: 4 },
  };
  const third = withDefaultExpected(newDraft('s', newId), stream(9), [queuedOne, second]);
  expect(third).toMatchObject({ exact: '6', after: { requestId: 'second', knownVersion: 4 } });
  expect(withDefaultExpected(third, stream(9)).after).toBeNull();
});

test('a queue begins a stream that is not there, and goes on with one that was deleted', () => {
  const first = { ...queuedOne, expectedVersion: 'no_stream' } as const;
  const none = { ...stream(-1), state: 'missing' } as const;
  expect(withDefaultExpected(newDraft('s', newId), none, [first]).exact).toBe('0');
  const deleted = { ...stream(7), state: 'soft_deleted' } as const;
  const draft = withDefaultExpected(newDraft('s', newId), deleted, [first]);
  expect(draft).toMatchObject({ exact: '8', after: { knownVersion: 7 } });
});

test('a number that a person types is their own; one that they come back to is what was counted', () => {
  const counted = withDefaultExpected(newDraft('s', newId), stream(4), [queuedOne]);
  const away = withChosenExpected(counted, { expected: 'any', exact: counted.exact });
  expect(countedFrom(away)).toBeNull();
  const back = withChosenExpected(away, { expected: 'exact', exact: counted.exact });
  const from = { requestId: 'first', knownVersion: 4 };
  expect(countedFrom(back)).toEqual(from);
  const typed = withChosenExpected(withChosenExpected(counted, { expected: 'exact', exact: '' }), {
    expected: 'exact',
    exact: counted.exact,
  });
  expect(countedFrom(typed)).toBeNull();
});

test('what was counted is nothing to another stream, and stands when the first one is back', () => {
  const counted = withDefaultExpected(newDraft('s', newId), stream(4), [queuedOne]);
  const other = withStream(counted, 'other', newId);
  expect(countedFrom(other)).toBeNull();
  expect(countedFrom(withStream(other, 's', newId))).toEqual({ requestId: 'first', knownVersion: 4 });
});
