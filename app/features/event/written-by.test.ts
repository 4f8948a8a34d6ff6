import { expect, test } from 'vitest';
import type { Attempt, StoreView } from '../../client/attempt.ts';
import type { History } from '../../client/history.ts';
import { writtenBy } from './written-by.ts';

const answer = (outcome: string, events: string) => ({
  status: 201,
  statusText: 'Created',
  headers: [
    ['Store-Outcome', outcome],
    ['Store-Events', events],
  ] as const,
  body: '',
});

const wrote = (events: string): StoreView => ({
  kind: 'answered',
  answer: answer('committed', events),
  tookMs: 1,
});
const found = (events: string): StoreView =>
  ({ ...wrote(events), answer: answer('already_committed', events) }) as StoreView;
const unknown: StoreView = { kind: 'unknown' };

/** Each attempt by what the store did; its reply came, unless the store did nothing that is known. */
function history(id: string, ids: readonly string[], ...stores: StoreView[]): History {
  const attempts = stores.map((store, index) => {
    const client =
      store.kind === 'answered' ? { kind: 'answered', answer: store.answer } : { kind: 'no_answer' };
    return { number: index + 1, store, client } as Attempt;
  });
  const events = ids.map((eventId) => ({ id: eventId, type: 'T' }));
  return { request: { id, stream: 's', events }, attempts } as unknown as History;
}

const at = (eventNumber: number, id: string) => ({ stream: 's', eventNumber, id });
const idOf = (found: History | undefined) => found?.request.id;

test('of two requests with one id each event has the one that wrote it', () => {
  const all = [history('first', ['a'], wrote('3-3')), history('again', ['a'], wrote('4-4'))];
  expect(idOf(writtenBy(at(3, 'a'), all))).toBe('first');
  expect(idOf(writtenBy(at(4, 'a'), all))).toBe('again');
});

test('a refused request is not the one, its successor is', () => {
  const refused = history('refused', ['a'], { kind: 'never_arrived' });
  expect(writtenBy(at(5, 'a'), [refused])).toBeUndefined();
  expect(idOf(writtenBy(at(5, 'a'), [refused, history('next', ['a'], wrote('5-5'))]))).toBe('next');
});

test('what nobody noted is told by the retry that found it, or taken for the one that got no answer', () => {
  expect(idOf(writtenBy(at(0, 'a'), [history('closed', ['a'], unknown, found('0-0'))]))).toBe('closed');
  expect(idOf(writtenBy(at(0, 'a'), [history('closed', ['a'], unknown)]))).toBe('closed');
});

test('any event of a request leads to it, and others do not', () => {
  const three = [history('three', ['a', 'b', 'c'], wrote('7-9'))];
  expect(['a', 'b', 'c'].map((id, index) => idOf(writtenBy(at(7 + index, id), three)))).toEqual(
    Array(3).fill('three'),
  );
  expect(writtenBy(at(7, 'x'), three)).toBeUndefined();
  expect(writtenBy({ ...at(7, 'a'), stream: 'other' }, three)).toBeUndefined();
});
