import { expect, test } from 'vitest';
import type { StreamSummary } from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import { type Draft, newDraft } from './draft.ts';
import { nextDraft, upToDate } from './next-draft.ts';
import { withSent } from './sent-events.ts';

const newId = () => crypto.randomUUID();

function summary(version: number): StreamSummary {
  const state = version < 0 ? 'missing' : 'live';
  return { stream: 'orders', state, version, eventCount: version + 1, updatedMs: null, hasMetadata: false };
}

/** A draft that was sent, and what came of it: the store's answer, or nothing yet. */
function sent(status: 'committed' | 'already_committed' | 'queued', last = 0): [Draft, History] {
  const draft = newDraft('orders', newId);
  const id = draft.events[0]?.id ?? '';
  const request = { id: 'a1', stream: 'orders', events: [{ id, type: 'A' }], expectedVersion: 'no_stream' };
  const headers = [
    ['Store-Outcome', status],
    ['Store-Events', `${last}-${last}`],
  ];
  const attempt = { client: { kind: 'answered', answer: { status: 201, headers } } };
  const attempts = status === 'queued' ? [] : [attempt];
  const waiting = status === 'queued' ? { why: 'network_off' } : undefined;
  return [withSent(draft, draft, newId), { request, attempts, waiting } as unknown as History];
}

function after(
  status: Parameters<typeof sent>[0],
  {
    last = 0,
    known,
    queue = [],
    answeredTo = last,
  }: { last?: number; known: StreamSummary | null; queue?: object[]; answeredTo?: number },
): { expects: string; isVersionKnown: boolean } {
  const [draft, history] = sent(status, last);
  const { change, isVersionKnown } = nextDraft(history, { known, queued: queue as never, answeredTo }, newId);
  const next = change(draft);
  expect(next.events[0]?.id).not.toBe(draft.events[0]?.id);
  return { expects: next.expected === 'exact' ? next.exact : next.expected, isVersionKnown };
}

test('an answer tells the version, whatever was read of the stream before or behind it', () => {
  for (const known of [null, summary(-1), summary(4), summary(9)])
    expect(after('committed', { last: 5, known })).toEqual({ expects: '5', isVersionKnown: true });
});

test('a retry that finds its event far back leads to the last event that an answer told of, not to an unseen one', () => {
  const expects = (last: number, answeredTo: number, known: StreamSummary | null) =>
    after('already_committed', { last, answeredTo, known });
  expect(expects(2, 2, summary(7)).expects).toBe('2');
  expect(expects(2, 5, summary(7)).expects).toBe('5');
  expect(expects(7, 7, summary(6)).expects).toBe('7');
  expect(expects(2, 9, summary(4)).expects, 'answers of a log before this one').toBe('4');
  expect(expects(2, 2, null)).toEqual({ expects: '2', isVersionKnown: true });
});

test('what is queued counts, behind what an answer told as well', () => {
  const queue = [{ id: 'b1', expectedVersion: 5, events: [{}, {}] }];
  expect(after('queued', { known: summary(5), queue }).expects).toBe('7');
  expect(after('committed', { last: 5, known: summary(4), queue }).expects).toBe('7');
});

test('the version and the id never change without one another', () => {
  const [draft, history] = sent('committed', 3);
  const { change } = nextDraft(history, { known: null, queued: [], answeredTo: 3 }, newId);
  const others = newDraft('orders', newId);
  expect(change(draft)).toMatchObject({ expected: 'exact', exact: '3' });
  expect(change({ ...draft, stream: 'other' })).toMatchObject({ expected: 'no_stream' });
  expect(change(others).events).toEqual(others.events);
});

test('what an answer told stands until as much was read', () => {
  const told = { stream: 'orders', version: 5 };
  expect(upToDate(summary(4), told)).toMatchObject({ state: 'live', version: 5 });
  expect(upToDate(summary(6), told)).toEqual(summary(6));
  expect(upToDate({ ...summary(2), stream: 'other' }, told)?.version).toBe(2);
  expect(upToDate(null, told)).toBeNull();
  const tombstoned = { ...summary(-1), state: 'tombstoned' } as const;
  expect(upToDate(tombstoned, told)).toBe(tombstoned);
});
