import { expect, test } from 'vitest';
import type { Attempt, ClientView } from './attempt.ts';
import type { History } from './history.ts';
import { networkOffWords, sentWords } from './outbox-words.ts';
import type { ClientRequest } from './request.ts';

function sent(status: number, headers: Record<string, string>): History {
  const client: ClientView = {
    kind: 'answered',
    answer: { status, statusText: '', headers: Object.entries(headers), body: '' },
  };
  const request = { id: 'a', stream: 'newstream', expectedVersion: 1, events: [{ id: null, type: 'T' }] };
  return { request: request as unknown as ClientRequest, attempts: [{ client, number: 1 } as Attempt] };
}

const committed = sent(201, { 'Store-Outcome': 'committed', 'Store-Events': '0-0' });
const other = sent(201, {
  'Store-Outcome': 'already_committed',
  'Store-Events': '0-0',
  'Store-Data-Differs': 'true',
});
const conflict = sent(400, { 'ES-CurrentVersion': '4', 'Store-Reason': 'behind' });

test('while the network is off the queue is counted', () => {
  expect(networkOffWords(0)).toBe('Network switched off here. Requests wait in the queue.');
  expect(networkOffWords(1)).toBe('Network switched off here. 1 request is queued.');
  expect(networkOffWords(2)).toBe('Network switched off here. 2 requests are queued.');
  expect(networkOffWords(2, true)).toBe(
    'You are offline, and the network is switched off here. 2 requests are queued.',
  );
});

test('when the network is back it is told what came of the queue, and what needs a decision', () => {
  expect(sentWords([conflict, committed], true)).toBe(
    'Network is back. 2 requests sent: 1 committed, 1 conflict needs you.',
  );
  expect(sentWords([committed, conflict, conflict], false)).toBe(
    '3 requests sent: 1 committed, 2 conflicts need you.',
  );
  expect(sentWords([committed, other], true)).toBe(
    'Network is back. 2 requests sent: 1 committed, 1 with other data needs you.',
  );
});

test('what was solved since asks for nothing, and of several conflicts the others do', () => {
  const other = { ...conflict };
  const needs = (history: History) => history === other;
  expect(sentWords([committed, conflict], true, 0, needs)).toBe(
    'Network is back. 2 requests sent: 1 committed, 1 conflict.',
  );
  expect(sentWords([conflict, other], true, 0, needs)).toBe(
    'Network is back. 2 requests sent: 2 conflicts, 1 of them needs you.',
  );
});

test('one request is told whole', () => {
  expect(sentWords([committed], true)).toBe(
    'Network is back. 1 request sent. Committed. Written to newstream as event 0.',
  );
  expect(sentWords([committed], false)).toBe('Committed. Written to newstream as event 0.');
});

test('what is held by what was sent is told with it', () => {
  expect(sentWords([conflict], true, 2)).toMatch(
    / 2 requests that were built on it are held and need you\.$/,
  );
  expect(sentWords([committed, conflict], false, 1)).toBe(
    '2 requests sent: 1 committed, 1 conflict needs you. 1 request that was built on it is held and needs you.',
  );
  expect(sentWords([committed], true, 0)).not.toContain('held');
});
