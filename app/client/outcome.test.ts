import { expect, test } from 'vitest';
import type { Answer } from './attempt.ts';
import { readAnswer } from './outcome.ts';

function answer(status: number, headers: Record<string, string> = {}, body = ''): Answer {
  return { status, statusText: '', headers: Object.entries(headers), body };
}

test('201 says committed, and where', () => {
  expect(
    readAnswer(
      answer(201, {
        location: 'http://127.0.0.1:2113/streams/newstream/3',
        'store-outcome': 'committed',
        'store-events': '3-5',
        'store-position': '41',
        'store-guarantee': 'full',
      }),
    ),
  ).toEqual({ kind: 'committed', first: 3, last: 5, position: 41, guarantee: 'full' });
});

test('201 for a retry says already committed, unless the id stands for other data', () => {
  const headers = { 'Store-Outcome': 'already_committed', 'Store-Events': '0-0' };
  expect(readAnswer(answer(201, headers))).toMatchObject({ kind: 'already_committed', first: 0, last: 0 });
  expect(readAnswer(answer(201, { ...headers, 'Store-Data-Differs': 'true' }))).toMatchObject({
    kind: 'data_differs',
    first: 0,
    last: 0,
  });
});

test('a server that sends no more than a Location has committed there and promises nothing', () => {
  expect(readAnswer(answer(201, { Location: 'http://127.0.0.1:2113/streams/newstream/7' }))).toEqual({
    kind: 'committed',
    first: 7,
    last: 7,
    position: null,
    guarantee: null,
  });
});

test.each(['ahead', 'behind'] as const)('a conflict is %s when the answer says so', (reason) => {
  const headers = { 'ES-CurrentVersion': '4', 'Store-Outcome': 'conflict', 'Store-Reason': reason };
  expect(readAnswer(answer(400, headers))).toEqual({ kind: 'conflict', reason, currentVersion: 4 });
});

test('a partial duplicate names the place of each event', () => {
  const headers = { 'ES-CurrentVersion': '1', 'Store-Reason': 'partial', 'Store-Committed-At': '0,1,-' };
  expect(readAnswer(answer(400, headers))).toEqual({
    kind: 'partial',
    currentVersion: 1,
    committedAt: [0, 1, null],
  });
});

test('307 says where the request can safely be repeated', () => {
  const location = 'http://127.0.0.1:2113/streams/newstream/incoming/c322e299-cb73-4b47-97c5-5054f920746e';
  expect(readAnswer(answer(307, { Location: location }))).toEqual({ kind: 'id_assigned', location });
});

test('a refusal is told in the words of the answer, and that nothing was written', () => {
  expect(readAnswer(answer(413, {}, 'Too large events received'))).toEqual({
    kind: 'rejected',
    says: 'Too large events received. Nothing was written.',
  });
  expect(readAnswer(answer(400, {}, 'Event 2: id is no GUID. Nothing was written.'))).toEqual({
    kind: 'rejected',
    says: 'Event 2: id is no GUID. Nothing was written.',
  });
});

test('a server error that does not say that nothing was written leaves it open', () => {
  expect(readAnswer(answer(500))).toEqual({ kind: 'no_reply', answered: '500' });
  expect(readAnswer(answer(507, { 'Store-Outcome': 'rejected' }, 'No space is left.')).kind).toBe('rejected');
});

test('an answer is read once, however often it is looked at', () => {
  const committed = answer(201, { 'store-outcome': 'committed', 'store-events': '0-0' });
  const conflicting = answer(400, { 'es-currentversion': '3' });
  for (const each of [committed, conflicting]) expect(readAnswer(each)).toBe(readAnswer(each));
  expect(readAnswer(committed)).not.toBe(readAnswer({ ...committed }));
});
