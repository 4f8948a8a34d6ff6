import { expect, test } from 'vitest';
import {
  afterWritten,
  type Draft,
  type DraftEvent,
  draftAgain,
  newDraft,
  normalId,
  withAnotherEvent,
  withMovedEvent,
  withoutEvent,
} from './draft.ts';
import {
  changedSinceSent,
  withEvent,
  withoutSent,
  withSent,
  withSentAgain,
  withStream,
} from './sent-events.ts';

const newId = () => crypto.randomUUID();
const ids = (draft: Draft) => draft.events.map(({ id }) => id);
const keyAt = (draft: Draft, index: number) => draft.events[index]?.key ?? '';
const change = (draft: Draft, index: number, to: Partial<DraftEvent>) =>
  withEvent(draft, keyAt(draft, index), to, newId);
const changes = (draft: Draft) => draft.events.map((event) => changedSinceSent(draft, event));

/** Two events that were sent, and no reply came. */
function sentTwo(): Draft {
  const draft = withAnotherEvent(newDraft('orders', newId), newId);
  return withSent(draft, draft, newId);
}

test.each([
  ['type', { type: 'Edited' }],
  ['data', { data: '{"a":1}' }],
  ['metadata', { metadata: '{}' }],
])('an event whose %s changed since it was sent gets a new id; the other keeps its own', (_, to) => {
  const sent = sentTwo();
  const edited = change(sent, 1, to);
  expect(ids(edited)[0]).toBe(ids(sent)[0]);
  expect(ids(edited)[1]).not.toBe(ids(sent)[1]);
  expect(changes(edited)).toEqual([null, 'content']);
  const again = change(edited, 1, { type: sent.events[1]?.type ?? '' });
  expect(ids(change(again, 1, { data: '{}', metadata: ' ' }))).toEqual(ids(sent));
});

test('the new id stays while the content goes on to change', () => {
  const once = change(sentTwo(), 0, { data: '1' });
  expect(ids(change(once, 0, { data: '12' }))).toEqual(ids(once));
});

test('one step leads back to what was sent', () => {
  const sent = sentTwo();
  const edited = change(change(change(sent, 0, { data: '1' }), 0, { type: 'T' }), 0, { metadata: '{}' });
  const moved = withStream(edited, 'payments', newId);
  expect(withSentAgain(moved, keyAt(moved, 0), newId)).toEqual(sent);
  const other = withSentAgain(moved, keyAt(moved, 1), newId);
  expect(changes(other)).toEqual(['content', null]);
});

test('another stream is sent other events, and the first one the same again', () => {
  const sent = sentTwo();
  const other = withStream(sent, 'payments', newId);
  expect(changes(other)).toEqual(['stream', 'stream']);
  for (const id of ids(other)) expect(ids(sent)).not.toContain(id);
  expect(withStream(other, 'orders', newId)).toEqual(sent);
});

test('events that are moved, or left when another goes, are what they were', () => {
  const sent = sentTwo();
  const [first, second] = ids(sent);
  expect(ids(withMovedEvent(sent, keyAt(sent, 0), 1))).toEqual([second, first]);
  expect(ids(withoutEvent(sent, keyAt(sent, 0)))).toEqual([second]);
  const three = withAnotherEvent(sent, newId);
  expect(ids(three).slice(0, 2)).toEqual([first, second]);
  expect(changes(three)).toEqual([null, null, null]);
});

test('an expected version is no content of an event', () => {
  const sent = sentTwo();
  expect(changes({ ...sent, expected: 'any', chosen: true })).toEqual([null, null]);
});

test('space around JSON is no content', () => {
  const sent = sentTwo();
  expect(ids(change(sent, 0, { data: '\n {} ', metadata: ' ' }))).toEqual(ids(sent));
  expect(changes(change(sent, 0, { data: '{ }' }))).toEqual(['content', null]);
});

test('what could not be sent is as it was before, and what was sent earlier stays sent', () => {
  const sent = sentTwo();
  const edited = withAnotherEvent(change(sent, 0, { data: '1' }), newId);
  const failed = withoutSent(withSent(edited, edited, newId), edited);
  expect(failed).toEqual(edited);
  const typed = withoutSent(change(withSent(edited, edited, newId), 2, { data: '2' }), edited);
  expect(typed.events[2]?.sent).toBeNull();
});

test('what was typed while the request was being kept counts as a change', () => {
  const draft = newDraft('orders', newId);
  const typed = withSent(change(draft, 0, { data: '1' }), draft, newId);
  expect(ids(typed)).not.toEqual(ids(draft));
  expect(ids(change(typed, 0, { data: '{}' }))).toEqual(ids(draft));
});

test('an id that a person set stays whatever changes, until it was sent', () => {
  const sent = sentTwo();
  const own = newId();
  const edited = change(change(sent, 0, { id: own }), 0, { data: '1' });
  expect(ids(edited)[0]).toBe(own);
  expect(ids(change(withSent(edited, edited, newId), 0, { data: '2' }))[0]).not.toBe(own);
});

test('once it is written the form goes on to the next event: no note, and an id that was not sent', () => {
  const sent = sentTwo();
  const edited = change(sent, 1, { data: '1' });
  const next = afterWritten(edited, ids(sent), newId);
  expect(next.events.map((event) => event.sent)).toEqual([null, null]);
  expect(ids(next)[0]).not.toBe(ids(sent)[0]);
  expect(ids(next)[1]).toBe(ids(edited)[1]);
});

/** Small numbers from a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

test('whatever is typed, sent, moved, settled or reloaded, no id ever goes out with two contents', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const below = chance(seed);
    let draft = newDraft('a', newId);
    let lastSent: readonly (string | null)[] = [];
    const wentOut = new Map<string, string>();
    const edit = (one: Draft) => {
      const key = keyAt(one, below(one.events.length));
      const text = String(below(3));
      switch (below(9)) {
        case 0:
          return withEvent(one, key, { type: text }, newId);
        case 1:
        case 2:
          return withEvent(one, key, { data: text }, newId);
        case 3:
          return withEvent(one, key, { metadata: ['', ' ', '{}'][below(3)] ?? '' }, newId);
        case 4:
          return withStream(one, 'ab'.charAt(below(2)), newId);
        case 5:
          return one.events.length < 3 ? withAnotherEvent(one, newId) : withoutEvent(one, key);
        case 6:
          return withMovedEvent(one, key, 1);
        case 7:
          return withEvent(one, key, { storeAssigns: below(2) === 0 }, newId);
        default:
          return withSentAgain(one, key, newId);
      }
    };
    for (let step = 0; step < 60; step += 1) {
      switch (below(6)) {
        case 0: {
          const ready = draft;
          for (const { id, type, data, metadata, storeAssigns } of ready.events) {
            if (storeAssigns) continue;
            const content = JSON.stringify([ready.stream, type, data, metadata.trim()]);
            expect(wentOut.get(id) ?? content, `seed ${seed}, step ${step}`).toBe(content);
            wentOut.set(id, content);
          }
          if (below(3) === 0) draft = edit(draft);
          draft = withSent(draft, ready, newId);
          lastSent = ready.events.map(({ id, storeAssigns }) => (storeAssigns ? null : normalId(id)));
          break;
        }
        case 1:
          draft = below(3) > 0 ? draft : afterWritten(draft, lastSent, newId);
          break;
        case 2:
          draft = draftAgain(JSON.parse(JSON.stringify(draft)), newId);
          break;
        default:
          draft = edit(draft);
      }
    }
  }
});
