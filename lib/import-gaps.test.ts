// Backups of stores with holes: what they announce is accepted, what they do not is refused unless that is asked for.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { NO_EFFECTS } from './core/import-effects.ts';
import {
  type EventStore,
  type ImportOptions,
  jsonEvent,
  openEventStore,
  type ResolvedEvent,
} from './index.ts';
import { loseRecords } from './test-holes.ts';

let opened = 0;
const openNew = () => openEventStore({ name: `gaps-${opened++}` });
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const event = (n: number) => jsonEvent({ id: idOf(n), type: 'T', data: { n } });
const imported = (store: EventStore, lines: readonly string[], options?: ImportOptions) =>
  store.importEvents(new Blob([lines.map((line) => `${line}\n`).join('')]), options);

async function numbersOf(reading: AsyncIterable<ResolvedEvent>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { event: read } of reading) numbers.push(read?.eventNumber ?? -1);
  return numbers;
}

/** The export of a store in which `s` has the events 0, 1, 4, 5 and 7, and `other` has one; its header, then its events. */
async function exportWithHoles(): Promise<readonly string[]> {
  const name = `gaps-${opened++}`;
  const before = await openEventStore({ name });
  for (const n of [0, 1, 2, 3, 4]) await before.appendToStream('s', event(n));
  await before.appendToStream('other', event(100));
  for (const n of [5, 6, 7]) await before.appendToStream('s', event(n));
  await before.close();
  await loseRecords(name, ({ stream, first }) => stream === 's' && [2, 3, 6].includes(first));
  const store = await openEventStore({ name });
  const lines = (await new Response(store.exportEvents()).text()).trim().split('\n');
  await store.close();
  return lines;
}

/** As the version before wrote it: nothing announced, positions as they were, and counted where events are. */
function asBefore([, ...lines]: readonly string[]): readonly string[] {
  const positions = [0, 1, 4, 5, 6, 8];
  const header = '{"format":"offline-event-store","version":1,"events":9}';
  const plain = lines.map((line, place) =>
    line.replace(/,"after":-?\d+/, '').replace(/"position":\d+/, `"position":${positions[place]}`),
  );
  return [header, ...plain];
}

test('an export says how many events it has, and after which event each goes on behind a hole', async () => {
  const [header, ...lines] = await exportWithHoles();
  expect(JSON.parse(header as string)).toEqual({ format: 'offline-event-store', version: 1, events: 6 });
  const places = lines.map((line) => {
    const { stream, eventNumber, position, after } = JSON.parse(line) as Record<string, unknown>;
    return [stream, eventNumber, position, after];
  });
  expect(places).toEqual([
    ['s', 0, 0, undefined],
    ['s', 1, 1, undefined],
    ['s', 4, 2, 1],
    ['other', 0, 3, undefined],
    ['s', 5, 4, undefined],
    ['s', 7, 5, 5],
  ]);
});

test('an announced gap is accepted, in a dry run too, and again when the file is imported once more', async () => {
  const lines = await exportWithHoles();
  const store = await openNew();
  const wanted = { newEvents: 6, alreadyThere: 0, problems: [], cancelled: false, effects: NO_EFFECTS };
  expect(await imported(store, lines, { dryRun: true })).toEqual(wanted);
  expect(await imported(store, lines)).toEqual(wanted);
  expect(await numbersOf(store.readStream('s'))).toEqual([0, 1, 4, 5, 7]);
  expect(await store.headPosition()).toBe(6);
  expect(await imported(store, lines)).toEqual({ ...wanted, newEvents: 0, alreadyThere: 6 });
  expect(await new Response(store.exportEvents()).text()).toBe(`${lines.join('\n')}\n`);
});

test.each([false, true])('a lost line is told although the file has gaps (dry run: %s)', async (dryRun) => {
  const lines = await exportWithHoles();
  for (const [lost, line, reason] of [
    // The event before the gap, the one behind it, the only one of its stream, and the last.
    [
      2,
      3,
      'event 4 of stream "s" does not fit: the stream is at version 0 here, so 1 comes next, and the file has it after event 1',
    ],
    [
      3,
      5,
      'event 5 of stream "s" does not fit: the stream is at version 1 here, so 2 comes next. Events 2 to 4 are missing in the file',
    ],
    [4, 6, 'the file has 5 of 6 events, the last of them too'],
    [6, 6, 'the file ends after 5 of 6 events; it was probably cut off'],
  ] as const) {
    const store = await openNew();
    const result = await imported(store, lines.toSpliced(lost, 1), { dryRun });
    expect(result.problems).toEqual([{ line, reason: expect.stringContaining(reason) }]);
  }
});

test('a gap that goes on after another event than the store has is refused', async () => {
  const lines = await exportWithHoles();
  const store = await openNew();
  for (const n of [0, 1, 2]) await store.appendToStream('s', event(n));
  const { problems } = await imported(store, lines);
  expect(problems).toMatchObject([
    {
      line: 4,
      reason: expect.stringContaining(
        'is at version 2 here, so 3 comes next, and the file has it after event 1',
      ),
    },
  ]);
  expect(await store.describeStream('s')).toMatchObject({ version: 2 });
});

test('the file of an earlier version with holes is refused in words, and accepted where gaps are', async () => {
  const lines = asBefore(await exportWithHoles());
  const store = await openNew();
  const refused = await imported(store, lines);
  expect(refused).toMatchObject({ newEvents: 0 });
  expect(refused.problems).toEqual([
    {
      line: 4,
      reason: expect.stringMatching(
        /so 2 comes next\. Events 2 to 3 are missing in the file: .* accept gaps$/,
      ),
    },
  ]);
  const wanted = { newEvents: 6, alreadyThere: 0, problems: [], cancelled: false, effects: NO_EFFECTS };
  expect(await imported(store, lines, { acceptGaps: true, dryRun: true })).toEqual(wanted);
  expect(await imported(store, lines, { acceptGaps: true })).toEqual(wanted);
  expect(await numbersOf(store.readStream('s'))).toEqual([0, 1, 4, 5, 7]);
});

test('where only positions are missing the file of an earlier version is told from one that was cut off', async () => {
  const [header, ...lines] = asBefore(await exportWithHoles());
  const other = [
    header as string,
    lines[3] as string,
    (lines[3] as string)
      .replace('"position":5', '"position":8')
      .replace('"stream":"other"', '"stream":"more"'),
  ];
  const store = await openNew();
  expect((await imported(store, other)).problems).toMatchObject([
    {
      reason: expect.stringMatching(
        /^the file has 2 of 9 events, the last of them too: .* What it has was read$/,
      ),
    },
  ]);
  expect((await imported(store, other, { acceptGaps: true })).problems).toEqual([]);
  expect((await imported(store, other.slice(0, 2), { acceptGaps: true })).problems).toMatchObject([
    { reason: expect.stringContaining('it was probably cut off') },
  ]);
});

test('a file that has what a hole lacks cannot fill it', async () => {
  const store = await openNew();
  await imported(store, await exportWithHoles());
  const whole = await openNew();
  for (const n of [0, 1, 2, 3]) await whole.appendToStream('s', event(n));
  const lines = (await new Response(whole.exportEvents()).text()).trim().split('\n');
  for (const acceptGaps of [false, true]) {
    expect((await imported(store, lines, { acceptGaps })).problems).toMatchObject([
      {
        line: 4,
        reason:
          'event 2 of stream "s" is missing here and cannot be added: the stream is at version 7 here, and only grows at its end',
      },
    ]);
  }
});

test('an event behind a gap does not go on after events that the file says are missing', async () => {
  const lines = await exportWithHoles();
  const store = await openNew();
  for (const n of [0, 1, 20, 21]) await store.appendToStream('s', event(n));
  const { problems } = await imported(store, lines);
  expect(problems).toEqual([
    { line: 4, reason: expect.stringContaining('is at version 3 here, and the file has it after event 1') },
  ]);
  expect(await store.describeStream('s')).toMatchObject({ version: 3 });
});

test('a gap of any width is read over at once', async () => {
  const [header, first, second, third] = await exportWithHoles();
  const wide = third?.replace('"eventNumber":4', `"eventNumber":${2 ** 51}`);
  const store = await openNew();
  const file = [header, first, second, wide].map((line) => line?.replace('"events":6', '"events":3') ?? '');
  expect(await imported(store, file)).toMatchObject({ newEvents: 3, problems: [] });
  await store.appendToStream('s', event(50));
  const there = [0, 1, 2 ** 51, 2 ** 51 + 1];
  expect(await numbersOf(store.readStream('s'))).toEqual(there);
  expect(await numbersOf(store.readStream('s', { direction: 'backwards' }))).toEqual(there.toReversed());
  const from = { from: 10, direction: 'backwards' } as const;
  expect(await numbersOf(store.readStream('s', from))).toEqual([1, 0]);
  const { problems } = await store.check();
  expect(problems).toEqual([{ kind: 'missing_events', stream: 's', first: 2, last: 2 ** 51 - 1 }]);
});
