import { Layers } from 'lucide-react';
import { expect, test } from 'vitest';
import { type Command, type CommandGroup, MOST_SHOWN, resultsOf } from './results.ts';

function group(title: string, labels: readonly string[], more: Partial<CommandGroup> = {}): CommandGroup {
  return { title, commands: labels.map(command), ...more };
}

function command(label: string): Command {
  return { id: label, icon: Layers, label, run: () => {} };
}

function found(groups: readonly CommandGroup[], text: string): readonly (readonly string[])[] {
  return resultsOf(groups, text).groups.map(({ title, found }) => [
    title,
    ...found.map(({ command }) => command.label),
  ]);
}

const STREAMS = group('Streams', ['asset-1', 'settings-1', 'order-1']);
const ACTIONS = group('Actions', ['Post event', 'Go to Settings']);

test('with nothing typed all groups come as they are', () => {
  expect(found([STREAMS, ACTIONS], ' ')).toEqual([
    ['Streams', 'asset-1', 'settings-1', 'order-1'],
    ['Actions', 'Post event', 'Go to Settings'],
  ]);
});

test('the best match comes first, in its group and with its group', () => {
  expect(found([STREAMS, ACTIONS], 'set')).toEqual([
    ['Streams', 'settings-1', 'asset-1'],
    ['Actions', 'Go to Settings'],
  ]);
  expect(found([group('Streams', ['repost']), ACTIONS], 'post')).toEqual([
    ['Actions', 'Post event'],
    ['Streams', 'repost'],
  ]);
});

test('groups without a match are left out, and those made for the text are not', () => {
  const offer = group('By its name', ['Open it'], { rank: 9 });
  expect(found([offer, STREAMS, ACTIONS], 'order')).toEqual([
    ['Streams', 'order-1'],
    ['By its name', 'Open it'],
  ]);
});

test('no more rows are given than can be looked through, but all are counted', () => {
  const many = group(
    'Streams',
    Array.from({ length: 60 }, (_, n) => `stream-${n}`),
    { more: 9_940 },
  );
  const { shown, total, groups } = resultsOf([many, group('Actions', ['stream'])], 'stream');
  expect({ shown, total }).toEqual({ shown: MOST_SHOWN, total: 10_001 });
  expect(groups.map(({ title, found }) => [title, found.length])).toEqual([
    ['Actions', 1],
    ['Streams', 49],
  ]);
});
