import { expect, test } from 'vitest';
import { type GroupedAppend, planGroup, type StreamHead } from './append-group.ts';
import { RecordedEvent } from './events.ts';
import type { ExpectedVersion } from './expected-version.ts';

const event = (id: string) => ({ id, type: 'T', data: '{}', metadata: null });

const HEAD_AT_1: StreamHead = { current: 1, hasMetadata: false, deleted: false };

function append(stream: string, ids: string, expectedVersion: ExpectedVersion): GroupedAppend {
  return { stream, expectedVersion, events: [...ids].map(event) };
}

function plan(
  appends: readonly GroupedAppend[],
  heads: Readonly<Record<string, Partial<StreamHead>>> = { s: {}, t: {} },
  known?: Parameters<typeof planGroup>[1]['known'],
) {
  const headOf = (stream: string) =>
    heads[stream] && { current: -1, hasMetadata: false, deleted: false, ...heads[stream] };
  const { decisions, runs } = planGroup(appends, { headOf, known });
  return {
    kinds: decisions.map((decision) => (decision.kind === 'write' ? decision.first : decision.kind)),
    runs: runs.map(({ stream, first, events }) => [stream, first, events.map(({ id }) => id).join('')]),
  };
}

test('appends to one stream become one run, each from the number the one before left', () => {
  expect(plan([append('s', 'ab', 'any'), append('t', 'x', 'any'), append('s', 'c', 1)])).toEqual({
    kinds: [0, 0, 2],
    runs: [
      ['s', 0, 'abc'],
      ['t', 0, 'x'],
    ],
  });
});

test('an append that another of the group overtakes writes nothing, and its answer is looked up', () => {
  expect(plan([append('s', 'a', 3), append('s', 'b', 3)], { s: { current: 3 } })).toEqual({
    kinds: [4, 'look'],
    runs: [['s', 4, 'a']],
  });
});

test('an id that the group itself writes cannot be known yet, so its retry is looked up', () => {
  expect(plan([append('s', 'ab', 'any'), append('s', 'b', 'any'), append('s', 'c', 1)]).kinds).toEqual([
    0,
    'look',
    2,
  ]);
});

test('a look is as of its place in the order: events that the group writes after it do not count', () => {
  const appends = [append('s', 'a', 2), append('s', 'b', 'any'), append('s', 'c', 1), append('s', 'd', 2)];
  const { decisions } = planGroup(appends, { headOf: () => HEAD_AT_1, known: undefined });
  expect(decisions.map((decision) => (decision.kind === 'look' ? decision.head.current : 'write'))).toEqual([
    1,
    'write',
    2,
    'write',
  ]);
});

test('behind an append that needs all its facts nothing of the stream is decided, and other streams are', () => {
  const heads = { gone: { current: 4, deleted: true }, s: {} };
  const appends = [append('gone', 'a', 'no_stream'), append('gone', 'b', 5), append('s', 'a', 'any')];
  expect(plan(appends, heads).kinds).toEqual(['later', 'later', 0]);
});

test('with an exact version an id of the group is written again, as it is when it is stored', () => {
  expect(plan([append('s', 'a', 'no_stream'), append('s', 'a', 0)])).toEqual({
    kinds: [0, 1],
    runs: [['s', 0, 'aa']],
  });
});

test('of a deleted stream and of one that is not known nothing is decided; without events nothing is written', () => {
  const heads = { gone: { current: 4, deleted: true }, s: {} };
  const appends = [append('gone', 'a', 'any'), append('unheard-of', 'a', 'any'), append('s', '', 'any')];
  expect(plan(appends, heads)).toEqual({ kinds: ['later', 'later', 'look'], runs: [] });
});

test('where the ids were looked up, what is known by them is decided; versions still need what follows them', () => {
  const stored = new RecordedEvent({
    stream: 's',
    eventNumber: 2,
    position: 9,
    createdMs: 0,
    event: event('a'),
  });
  const known = new Map([['s', new Map([['a', stored]])]]);
  const appends = [
    append('s', 'a', 'any'),
    append('s', 'ab', 'any'),
    append('s', 'a', 1),
    append('s', 'b', 'any'),
  ];
  expect(plan(appends, { s: { current: 2 } }, known)).toEqual({
    kinds: ['decided', 'decided', 'look', 3],
    runs: [['s', 3, 'b']],
  });
});
