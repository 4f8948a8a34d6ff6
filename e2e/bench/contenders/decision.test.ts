import { expect, test } from 'vitest';
import { Conflict, type Expected } from './contender.ts';
import { decide } from './decision.ts';

const events = ['a', 'b'].map((id) => ({ id, type: 'T', data: '{}', metadata: null }));
const found = (...ids: readonly string[]) => ids.map((id) => ({ id }));

function decided(expected: Expected, current: number, stored: readonly { readonly id: string }[]) {
  return decide(expected, current, events, {
    known: async () => stored,
    following: async () => stored,
  }).catch((error: unknown) => (error instanceof Conflict ? 'conflict' : error));
}

test.each([
  ['at the expected version', 4, 4, found('a', 'b'), 'committed'],
  ['at a version that the stream has not reached', 5, 4, [], 'conflict'],
  ['at a passed version, the same events', 2, 4, found('a', 'b'), 'already_committed'],
  ['at a passed version, others', 2, 4, found('x', 'y'), 'conflict'],
  ['at a passed version, the same in another order', 2, 4, found('b', 'a'), 'conflict'],
  ['at a passed version, the first of them', 2, 3, found('a'), 'conflict'],
  ['at any version, all new', 'any', 4, [], 'committed'],
  ['at any version, all there in whatever order', 'any', 4, found('b', 'a'), 'already_committed'],
  ['at any version, one there', 'any', 4, found('b'), 'conflict'],
] as const)('%s', async (_title, expected, current, stored, outcome) => {
  expect(await decided(expected, current, stored)).toBe(outcome);
});
