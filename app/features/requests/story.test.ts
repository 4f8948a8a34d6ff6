import { expect, test } from 'vitest';
import type { Answer, Attempt } from '../../client/attempt.ts';
import type { History } from '../../client/history.ts';
import type { ClientRequest } from '../../client/request.ts';
import { storyOf } from './story.ts';
import { verdictOf } from './verdict.ts';

function answer(status: number, headers: Record<string, string>): Answer {
  return { status, statusText: '', headers: Object.entries(headers), body: '' };
}

const wrote = answer(201, { 'Store-Outcome': 'committed', 'Store-Events': '0-0', 'Store-Position': '426' });
const found = answer(201, { 'Store-Outcome': 'already_committed', 'Store-Events': '0-0' });

const normal = (given: Answer): Partial<Attempt> => ({
  client: { kind: 'answered', answer: given },
  store: { kind: 'answered', answer: given, tookMs: 2 },
  durationMs: 4,
});
const lostReply = (given: Answer): Partial<Attempt> => ({
  client: { kind: 'no_answer' },
  store: { kind: 'answered', answer: given, tookMs: 2 },
  durationMs: 1_000,
});
const lostRequest: Partial<Attempt> = {
  client: { kind: 'no_answer' },
  store: { kind: 'never_arrived' },
  durationMs: 1_000,
};

function history(over: Partial<ClientRequest>, ...attempts: Partial<Attempt>[]): History {
  const request = { expectedVersion: 'no_stream', ...over } as ClientRequest;
  return {
    request,
    attempts: attempts.map((attempt, index) => ({ ...attempt, number: index + 1 }) as Attempt),
  };
}

test('a lost reply: the store wrote, the client cannot tell; the retry finds the same id', () => {
  const told = history({}, lostReply(wrote), normal(found));
  const [first, second] = storyOf(told);
  expect(first).toMatchObject({
    sent: 'arrived',
    reply: 'lost',
    client: { kind: 'no_reply', waited: 'waited 1\u202f000\u00a0ms', cells: { says: 'cannot tell' } },
    store: { rail: 'wrote', title: 'Wrote event 0', note: 'position 426 · 2\u00a0ms' },
  });
  expect(first?.client.cells?.cells).toEqual([{ text: '0?', look: 'is-maybe' }]);
  expect(first?.store.cells?.cells).toEqual([{ text: '0', look: 'is-new' }]);
  expect(second).toMatchObject({
    sent: 'arrived',
    reply: 'arrived',
    client: { kind: 'already_committed', cells: { says: 'knows' } },
    store: { rail: 'looked', title: 'Same id found at 0', note: 'wrote nothing · 2\u00a0ms' },
  });
  expect(verdictOf(told, [[0]])).toMatchObject({ attempts: 2, written: 1, duplicates: 0 });
  expect(verdictOf(told, [[0]]).says).toContain('could not know that attempt 1 was written');
});

test('a lost request: the store never saw it; the retry writes', () => {
  const told = history({}, lostRequest, normal(wrote));
  const [first, second] = storyOf(told);
  expect(first).toMatchObject({
    sent: 'lost',
    reply: 'none',
    client: { kind: 'no_reply' },
    store: { rail: 'absent', title: 'Never arrived', note: 'the store saw nothing' },
  });
  expect(first?.store.cells?.cells).toEqual([{ text: 'empty', look: 'is-none' }]);
  expect(second?.store.title).toBe('Wrote event 0');
  expect(verdictOf(told, [[0]])).toMatchObject({ attempts: 2, written: 1, duplicates: 0 });
  expect(verdictOf(told, [[0]]).says).toContain('never reached the store');
});

test('to the client both are alike', () => {
  const [reply] = storyOf(history({}, lostReply(wrote)));
  const [request] = storyOf(history({}, lostRequest));
  expect(reply?.client).toEqual(request?.client);
});

test('a conflict shows what others wrote since', () => {
  const conflict = answer(400, { 'ES-CurrentVersion': '4', 'Store-Reason': 'behind' });
  const [told] = storyOf(history({ expectedVersion: 1 }, normal(conflict)));
  expect(told?.store.title).toBe('Refused: at version 4');
  expect(told?.store.cells?.cells.map((cell) => cell.text)).toEqual(['2', '3', '4']);
  expect(told?.client.cells?.cells).toEqual([{ text: '4', look: '' }]);
});

test('a write that really happened twice is counted as a duplicate', () => {
  const again = answer(201, { 'Store-Outcome': 'committed', 'Store-Events': '1-1' });
  const twice = history({}, lostReply(wrote), normal(again));
  expect(verdictOf(twice, [[0, 1]])).toMatchObject({ written: 2, duplicates: 1 });
  expect(verdictOf(twice, 'imagined')).toMatchObject({ written: 2, duplicates: 1 });
});

test('a copy that another request wrote is a duplicate too, and none is told before the stream was read', () => {
  const told = history({}, normal(wrote));
  expect(verdictOf(told, [[0, 7]])).toMatchObject({ attempts: 1, written: 1, duplicates: 1 });
  expect(verdictOf(told, [[0, 7]]).says).toMatch(/^Written again: this id is now at 0 and 7\./);
  expect(verdictOf(told, null)).toMatchObject({ written: 1, duplicates: null });
});

test('what nobody noted counts as written when it is in the stream', () => {
  const closed = { client: { kind: 'no_answer' }, store: { kind: 'unknown' }, durationMs: null } as const;
  expect(verdictOf(history({}, closed), [[3]])).toMatchObject({ written: 1, duplicates: 0 });
  expect(verdictOf(history({}, closed), [[]])).toMatchObject({ written: 0, duplicates: 0 });
});

test('an attempt whose page was closed is told as what it is: not known', () => {
  const [told] = storyOf(
    history({}, { client: { kind: 'no_answer' }, store: { kind: 'unknown' }, durationMs: null }),
  );
  expect(told).toMatchObject({ sent: 'unknown', reply: 'unknown', store: { title: 'Not noted' } });
  expect(told?.client.waited).toBe('');
});

test('other data under the id: the store found it and wrote nothing, which is no success', () => {
  const other = answer(201, {
    'Store-Outcome': 'already_committed',
    'Store-Events': '0-0',
    'Store-Data-Differs': 'true',
  });
  const told = history({}, lostRequest, normal(other));
  const [, second] = storyOf(told);
  expect(second).toMatchObject({
    client: { kind: 'data_differs' },
    store: { kind: 'data_differs', rail: 'looked', title: 'Other data found at 0' },
  });
  expect(verdictOf(told, [[0]])).toMatchObject({ written: 0, duplicates: 0 });
  expect(verdictOf(told, [[0]]).says).toContain('stands for other data');
});
