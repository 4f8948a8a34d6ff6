import { expect, test } from 'vitest';
import { type GroupedAppend, planGroup, type StreamHead } from './append-group.ts';
import { RecordedEvent } from './events.ts';
import type { ExpectedVersion } from './expected-version.ts';

const event = (id: string) => ({ id, type: 'T', data: '{}', metadata: null });

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

test('an append that another of the group overtakes is left to be decided after it', () => {
  expect(plan([append('s', 'a', 3), append('s', 'b', 3)], { s: { current: 3 } })).toEqual({
    kinds: [4, 'undecided'],
    runs: [['s', 4, 'a']],
  });
});

test('an id that the group itself writes cannot be known yet, so its retry is decided after the group', () => {
  expect(plan([append('s', 'ab', 'any'), append('s', 'b', 'any')]).kinds).toEqual([0, 'undecided']);
});

test('with an exact version an id of the group is written again, as it is when it is stored', () => {
  expect(plan([append('s', 'a', 'no_stream'), append('s', 'a', 0)])).toEqual({
    kinds: [0, 1],
    runs: [['s', 0, 'aa']],
  });
});

test('of a deleted stream, of one that is not known, and without events nothing is decided', () => {
  const heads = { gone: { current: 4, deleted: true }, s: {} };
  const appends = [append('gone', 'a', 'any'), append('unheard-of', 'a', 'any'), append('s', '', 'any')];
  expect(plan(appends, heads)).toEqual({ kinds: ['undecided', 'undecided', 'undecided'], runs: [] });
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
    kinds: ['decided', 'decided', 'undecided', 3],
    runs: [['s', 3, 'b']],
  });
});
