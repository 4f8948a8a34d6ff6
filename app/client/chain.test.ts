import { expect, test } from 'vitest';
import type { Attempt } from './attempt.ts';
import { chainsOf, freedBy, onItsOwn, withBehind } from './chain.ts';
import { type History, latestOutcome, needingYou, queuedOf } from './history.ts';
import type { ClientRequest } from './request.ts';
import { firstInLine, goesBefore } from './waiting.ts';

const WRITTEN_AT_1 = { status: 201, headers: { 'Store-Outcome': 'committed', 'Store-Events': '1-1' } };
const CONFLICT = { status: 400, headers: { 'ES-CurrentVersion': '4', 'Store-Reason': 'behind' } };
const REJECTED = { status: 400, headers: {} };

type Answered = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

function history(
  id: string,
  expectedVersion: number,
  more: {
    readonly after?: string;
    readonly answers?: readonly (Answered | 'none')[];
    readonly basedOn?: string;
  } = {},
): History {
  const { after, answers = [], basedOn } = more;
  const request = {
    id,
    stream: 'cart',
    expectedVersion,
    events: [{ id: `event of ${id}`, type: 'T' }],
    ...(after === undefined ? {} : { after: { requestId: after, knownVersion: 0 } }),
    ...(basedOn === undefined ? {} : { basedOn }),
  } as unknown as ClientRequest;
  const attempts = answers.map((answer, index) => ({
    number: index + 1,
    client:
      answer === 'none'
        ? { kind: 'no_answer' }
        : {
            kind: 'answered',
            answer: { ...answer, statusText: '', body: '', headers: Object.entries(answer.headers) },
          },
  })) as unknown as Attempt[];
  const waiting = {
    requestId: id,
    page: 'this',
    why: 'turn',
    tries: 0,
    sinceMs: 0,
    pauseMs: 0,
    stopped: false,
  } as const;
  return attempts.length > 0 ? { request, attempts } : { request, attempts, waiting };
}

const kinds = (histories: readonly History[]) => histories.map((each) => latestOutcome(each).kind);

test('when the first is refused, all that follow are held, and need a person', () => {
  for (const refused of [CONFLICT, REJECTED]) {
    const all = withBehind([
      history('a', 0, { answers: [refused] }),
      history('b', 1, { after: 'a' }),
      history('c', 2, { after: 'b' }),
    ]);
    expect(kinds(all).slice(1)).toEqual(['held', 'held']);
    expect(all[2]?.behind).toEqual({ kind: 'held', head: 'a', why: 'refused' });
    expect(needingYou(all)).toEqual(all);
    expect(chainsOf(all)).toEqual([{ stream: 'cart', members: all }]);
    expect(queuedOf(all)).toEqual([]);
    expect(firstInLine(all)).toEqual([]);
  }
});

test('a rejected request that holds nothing needs nobody', () => {
  expect(needingYou(withBehind([history('a', 0, { answers: [REJECTED] })]))).toEqual([]);
});

test('while the first is not settled, the others are queued behind it, and cannot be sent', () => {
  for (const answers of [[], ['none']] as const) {
    const all = withBehind([
      history('a', 0, { answers }),
      history('b', 1, { after: 'a' }),
      history('c', 2, { after: 'b' }),
    ]);
    expect(kinds(all).slice(1)).toEqual(['queued', 'queued']);
    expect(goesBefore(all[1] as History, all)).toBe(all[0]);
    expect(firstInLine(all)).toEqual(answers.length === 0 ? [all[0]] : []);
  }
});

test('a request goes on when the one before it is written where it was expected, and only there', () => {
  const first = history('a', 0, { answers: ['none', WRITTEN_AT_1] });
  const right = withBehind([first, history('b', 1, { after: 'a' })]);
  expect(right[1]?.behind).toBeUndefined();
  expect(firstInLine(right)).toEqual([right[1]]);
  const wrong = withBehind([first, history('b', 0, { after: 'a' })]);
  expect(wrong[1]?.behind).toEqual({ kind: 'held', head: 'a', why: 'elsewhere' });
});

test('a request whose predecessor was discarded is held until that one is back', () => {
  const all = [history('a', 0), history('b', 1, { after: 'a' })];
  const without = withBehind(all.slice(1));
  expect(without[0]?.behind).toEqual({ kind: 'held', head: 'a', why: 'discarded' });
  expect(withBehind([...all.slice(0, 1), ...without])[1]?.behind?.kind).toBe('unsettled');
});

test('what was written can be discarded without holding what it allowed', () => {
  const all = [
    history('a', 0, { answers: [WRITTEN_AT_1] }),
    history('b', 1, { after: 'a' }),
    history('c', 7, { after: 'a' }),
  ];
  const [a, b] = all as [History, History];
  expect(freedBy(a, all)).toEqual([b.request]);
  expect(withBehind([{ ...b, request: onItsOwn(b.request) }])[0]?.behind).toBeUndefined();
});

test('what was sent once is sent again, whatever became of the one before it', () => {
  const all = withBehind([history('b', 1, { after: 'a', answers: ['none'] })]);
  expect(all[0]?.behind).toBeUndefined();
});

test('a chain is the refused request and what is held, in order, without what was carried on', () => {
  const all = withBehind([
    history('a', 0, { answers: [CONFLICT] }),
    history('b', 1, { after: 'a' }),
    history('c', 2, { after: 'b' }),
    history('b2', 5, { basedOn: 'b' }),
  ]);
  expect(chainsOf(all)).toEqual([{ stream: 'cart', members: [all[0], all[2]] }]);
  expect(chainsOf([...all.slice(0, 1)])).toEqual([]);
});

test('what another request goes in the place of is never sent, also when the one before it comes back', () => {
  const all = withBehind([
    history('a', 0, { answers: [WRITTEN_AT_1] }),
    history('b', 1, { after: 'a' }),
    history('c', 2, { after: 'b' }),
    history('b2', 5, { basedOn: 'b' }),
  ]);
  expect(kinds(all)).toEqual(['committed', 'held', 'held', 'queued']);
  expect(needingYou(all)).toEqual([all[2]]);
  expect(firstInLine(all), 'nothing stands in the way of the one in its place').toEqual([all[3]]);
  expect(chainsOf(all)).toEqual([{ stream: 'cart', members: [all[2]] }]);
});
