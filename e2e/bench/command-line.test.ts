import { expect, test } from 'vitest';
import { readCommand, type Settings } from './command-line.ts';

function settingsOf(words: string): Settings {
  const command = readCommand(words === '' ? [] : words.split(' '));
  if (command.kind !== 'run') throw new Error(command.text);
  return command.settings;
}
const mistakeIn = (words: string) => {
  const command = readCommand(words.split(' '));
  return command.kind === 'mistake' ? command.text : undefined;
};
const names = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name);

test('without flags everybody is measured, in the rows that do not take minutes', () => {
  const { contenders, workloads, parts, scale, backend } = settingsOf('');
  expect(names(contenders)).toEqual(expect.arrayContaining(['raw', 'ours-relaxed', 'ours-strict', 'pglite']));
  expect(names(workloads)).toContain('last-page-100000');
  expect(names(workloads)).not.toContain('last-page-1000000');
  expect({ parts, scale, backend }).toEqual({ parts: ['table'], scale: 1, backend: undefined });
});

test('rows and columns are taken by name, and keep the order of the table', () => {
  const { contenders, workloads } = settingsOf(
    '--contenders idb,raw --workloads last-page-1000000,append-one',
  );
  expect(names(contenders)).toEqual(['raw', 'idb']);
  expect(names(workloads)).toEqual(['append-one', 'last-page-1000000']);
});

test.each([
  ['--growth', ['growth']],
  ['--main-thread', ['main thread']],
  ['--growth --workloads append-one', ['table', 'growth']],
  ['--all', ['table', 'growth', 'main thread']],
])('%s measures %j', (words, parts) => {
  expect(settingsOf(words).parts).toEqual(parts);
});

test.each([
  ['--workloads nothing', 'There is no workload "nothing". There are: append-one,'],
  ['--contenders mongodb', 'There is no contender "mongodb". There are: raw,'],
  ['--rounds none', '--rounds wants a number above 0, and got "none".'],
  ['--scale 0', '--scale wants a number above 0, and got "0".'],
  ['--backend rocksdb', '--backend wants leveldb or sqlite, and got "rocksdb".'],
  ['--fast', '--fast'],
])('%s is a mistake that is explained', (words, explanation) => {
  expect(mistakeIn(words)).toContain(explanation);
});

test('help lists every flag, row and column', () => {
  const command = readCommand(['--help']);
  expect(command.kind).toBe('help');
  const text = 'text' in command ? command.text : '';
  for (const word of ['--json', '--html', '--check', '--backend', 'at-once', 'sqlite-pool'])
    expect(text).toContain(word);
});
