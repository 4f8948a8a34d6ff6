import { expect, test } from 'vitest';
import { checkDraft, EVENT_LIMIT_BYTES, isGuid } from './check-draft.ts';
import { type Draft, type DraftEvent, newDraft, withAnotherEvent } from './draft.ts';
import { withEvent } from './sent-events.ts';

const newId = () => crypto.randomUUID();

function errors(change: Partial<Draft> = {}, event: Partial<DraftEvent> = {}): string[] {
  const draft = { ...newDraft('newstream', newId), ...change };
  const checked = checkDraft(withEvent(draft, draft.events[0]?.key ?? '', event, newId));
  if (checked.kind === 'ok') return [];
  return checked.errors.map(({ field, where, says }) => `${field.split(':').at(-1)} | ${where} ${says}`);
}

test('a new draft can be sent as it is', () => {
  const draft = newDraft(undefined, newId);
  expect(checkDraft(draft)).toEqual({
    kind: 'ok',
    post: {
      stream: 'newstream',
      expectedVersion: 'no_stream',
      events: [{ id: draft.events[0]?.id, type: 'SomeEvent', data: '{}', metadata: null }],
    },
  });
});

test('bad JSON is told with line and column', () => {
  expect(errors({}, { data: '{"a":}' })).toEqual([
    'data | Line 1, column 6: a value is missing before the closing brace. Nothing is sent until this is valid JSON.',
  ]);
  expect(errors({}, { metadata: '{' })[0]).toMatch(/^metadata \| Line 1, column 2:/);
});

test('of several events the invalid one is named', () => {
  const two = withAnotherEvent(newDraft('s', newId), newId);
  const checked = checkDraft(withEvent(two, two.events[1]?.key ?? '', { data: '' }, newId));
  expect(checked.kind === 'invalid' && checked.errors[0].where).toBe('Event 2: Line 1, column 1:');
});

test.each(['', '$$', '.', '..', '\ud800', 'a\udc00b', '$all', '$$$all'])(
  'the stream name %j is refused',
  (stream) => {
    expect(errors({ stream })).toHaveLength(1);
    expect(errors({ stream })[0]).toMatch(/^stream/);
  },
);

test.each(['a/b', '$settings', '$$a', 'a b?#%', '世界', 'x'.repeat(300)])(
  'the stream name %j is taken',
  (stream) => {
    expect(errors({ stream })).toEqual([]);
  },
);

test.each(['', '-1', '1.5', 'x', '99999999999999999999'])('%j is no exact version', (exact) => {
  expect(errors({ expected: 'exact', exact })[0]).toMatch(/^exact/);
});

test('an event needs a type and an id that is a GUID', () => {
  expect(errors({}, { type: ' ' })[0]).toMatch(/^type/);
  expect(errors({}, { type: 'T\udc00' })[0]).toMatch(/^type/);
  expect(errors({}, { id: '123' })[0]).toMatch(/^id/);
});

test('GUIDs of any version pass, all zeros do not', () => {
  expect(isGuid('C322E299-CB73-0B47-07C5-5054F920746E')).toBe(true);
  expect(isGuid('00000000-0000-0000-0000-000000000000')).toBe(false);
  expect(isGuid('c322e299cb734b4797c55054f920746e')).toBe(false);
});

test('an id can be left to the store for one plain event only', () => {
  expect(errors({}, { storeAssigns: true, id: '' })).toEqual([]);
  expect(errors({}, { storeAssigns: true, metadata: '{}' })[0]).toMatch(/^id/);
  expect(errors({}, { storeAssigns: true, type: 'größer' })[0]).toMatch(/^id/);
  const two = withAnotherEvent(newDraft('s', newId), newId);
  expect(checkDraft(withEvent(two, two.events[0]?.key ?? '', { storeAssigns: true }, newId)).kind).toBe(
    'invalid',
  );
});

test('an event over 4 MiB and a request over 16 MiB are not sent', () => {
  const data = `"${'x'.repeat(EVENT_LIMIT_BYTES - 2)}"`;
  expect(errors({}, { data })).toEqual([]);
  expect(errors({}, { data: ` ${data}` })[0]).toMatch(/4\.00 MiB; an event holds at most 4 MiB/);
  let draft = newDraft('s', newId);
  for (let count = 1; count < 5; count++) draft = withAnotherEvent(draft, newId);
  const full: Draft = { ...draft, events: draft.events.map((event) => ({ ...event, data })) };
  const checked = checkDraft(full);
  expect(checked.kind === 'invalid' && checked.errors[0].says).toMatch(/16 MiB/);
});

test('of two events with one id the second is told, in whatever letters it is typed', () => {
  const two = withAnotherEvent(newDraft('s', newId), newId);
  const [first, second] = two.events;
  const checked = checkDraft(
    withEvent(two, second?.key ?? '', { id: ` ${first?.id.toUpperCase()} ` }, newId),
  );
  expect(checked.kind === 'invalid' && checked.errors).toEqual([
    {
      field: `${second?.key}:id`,
      where: 'Event 2: ',
      says: 'Event 1 has this id. Each event needs an id of its own. Take a new id.',
    },
  ]);
});

test('space around JSON is not sent', () => {
  const draft = newDraft('s', newId);
  const spaced = { data: '\n {"a": 1} \n', metadata: ' {} ' };
  const checked = checkDraft(withEvent(draft, draft.events[0]?.key ?? '', spaced, newId));
  expect(checked.kind === 'ok' && checked.post.events).toMatchObject([{ data: '{"a": 1}', metadata: '{}' }]);
});
