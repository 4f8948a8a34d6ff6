import { expect, test } from 'vitest';
import type { Attempt, ClientView } from './attempt.ts';
import { assignedId, type History, isKnownWritten, needingYou, needsYou, nextPath } from './history.ts';
import type { ClientRequest } from './request.ts';

const BASE = 'http://127.0.0.1:2113/app';

function history(...views: ClientView[]): History {
  const request = { id: '7f3a0000', path: '/streams/newstream' } as ClientRequest;
  return { request, attempts: views.map((client, index) => ({ client, number: index + 1 }) as Attempt) };
}

const differs = answered(201, {
  'Store-Outcome': 'already_committed',
  'Store-Events': '0-0',
  'Store-Data-Differs': 'true',
});
const noReply: ClientView = { kind: 'no_answer' };
const committed = answered(201, { 'Store-Outcome': 'committed', 'Store-Events': '0-0' });
const conflict = answered(400, { 'ES-CurrentVersion': '4', 'Store-Reason': 'behind' });
const assigned = answered(307, { Location: `${BASE}/streams/newstream/incoming/0a61c093` });

function answered(status: number, headers: Record<string, string>): ClientView {
  return { kind: 'answered', answer: { status, statusText: '', headers: Object.entries(headers), body: '' } };
}

test('no reply and conflicts need a person, what is settled does not', () => {
  expect(needsYou(history(noReply))).toBe(true);
  expect(needsYou(history(conflict))).toBe(true);
  expect(needsYou(history(assigned))).toBe(true);
  expect(needsYou(history(noReply, committed))).toBe(false);
  expect(needsYou(history(answered(415, {})))).toBe(false);
  expect(needsYou(history({ kind: 'sending' }))).toBe(false);
});

test('an id that stands for other data needs a person, until they sent theirs as a new event', () => {
  const other = history(noReply, differs);
  expect(needsYou(other)).toBe(true);
  expect(isKnownWritten(other)).toBe(false);
  expect(needsYou(history(committed, differs))).toBe(true);
  const { request } = other;
  const anew = { ...history(committed), request: { ...request, id: 'b7f00000', basedOn: request.id } };
  const withEvents = (each: History) => ({ ...each, request: { ...each.request, events: [] } });
  expect(needingYou([other, anew].map(withEvents))).toEqual([]);
  expect(needingYou([other].map(withEvents))).toHaveLength(1);
});

test('once an answer says it is written, a later lost reply does not undo that', () => {
  expect(isKnownWritten(history(committed, noReply))).toBe(true);
  expect(needsYou(history(committed, noReply))).toBe(false);
});

test('a request goes to its own path until the store has assigned an id, then to that URL', () => {
  expect(nextPath(history(noReply), BASE)).toBe('/streams/newstream');
  expect(nextPath(history(noReply, assigned), BASE)).toBe('/streams/newstream/incoming/0a61c093');
  expect(nextPath(history(assigned, noReply), BASE)).toBe('/streams/newstream/incoming/0a61c093');
  expect(assignedId(history(assigned, noReply))).toBe('0a61c093');
});
