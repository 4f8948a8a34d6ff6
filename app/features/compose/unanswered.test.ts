import { expect, test } from 'vitest';
import type { History } from '../../client/history.ts';
import { firstUnanswered } from './unanswered.ts';

type Came = 'none' | 'committed' | 'already_committed';

function history(id: string, came: Came, startedMs: number, page = 'this'): History {
  const headers = [
    ['Store-Outcome', came],
    ['Store-Events', '3-3'],
  ];
  const answer = { status: 201, statusText: '', body: '', headers };
  const client = came === 'none' ? { kind: 'no_answer' } : { kind: 'answered', answer };
  return {
    request: { id, stream: 'cart', expectedVersion: 2, events: [{ id, type: 'T' }] },
    attempts: [{ number: 1, page, startedMs, client }],
  } as unknown as History;
}

test('a request without a reply is offered until an answer tells where the stream is', () => {
  const lost = history('a', 'none', 10);
  expect(firstUnanswered('this', 'cart', [history('z', 'committed', 5), lost])).toBe(lost);
  expect(firstUnanswered('this', 'cart', [lost, history('b', 'committed', 20)])).toBeUndefined();
  expect(firstUnanswered('this', 'cart', [lost, history('b', 'already_committed', 20)])).toBe(lost);
});

test('what another page was told is what a rival wrote', () => {
  const lost = history('a', 'none', 10);
  expect(firstUnanswered('this', 'cart', [lost, history('b', 'committed', 20, 'other')])).toBe(lost);
});

test('a retry that got no reply either is offered again', () => {
  const lost = history('a', 'none', 30);
  expect(firstUnanswered('this', 'cart', [lost, history('b', 'committed', 20)])).toBe(lost);
  expect(firstUnanswered('this', 'other', [lost])).toBeUndefined();
});
