import { beforeEach, expect, test } from 'vitest';
import { createFolder, type Folder } from './folder.ts';
import type { Answer, Ask, ShownState } from './protocol.ts';
import { type Sandbox, SandboxError } from './sandbox.ts';

// A sandbox that sums up numbers, and has trouble with some of them.
let opened: number;
let read: { readonly from: number; readonly count: number }[];
let nowMs: number;
let gone: (number: number) => boolean;
/** So often the engine breaks at event 600. */
let breaks: number;
let folder: Folder;
let partial: ShownState[];

const ask = (at: number, over: Partial<Ask> = {}): Ask => ({ code: 'sum', first: 0, at, ...over });
const eventsRead = () => read.reduce((sum, { count }) => sum + count, 0);

function summing(code: string): Sandbox {
  if (code === 'unreadable') throw new SandboxError('text', 'unexpected token', 2);
  opened += 1;
  let sum = 0;
  return {
    restore(state) {
      sum = Number(state);
    },
    step(event) {
      nowMs += code === 'slow' ? 30 : 0;
      if (event === '600' && breaks-- > 0) throw new SandboxError('broken', 'trap');
      if (code === 'throws at 7' && event === '7') throw new SandboxError('thrown', 'no', 3);
      sum += Number(event);
    },
    state() {
      if (code === 'cannot be kept after 7' && sum === 28)
        throw new SandboxError('not_json', 'state is a Map.');
      return String(sum);
    },
  };
}

/** Behind a hole that nobody could count through. */
const LAST = 2 ** 51;

beforeEach(() => {
  opened = 0;
  read = [];
  nowMs = 0;
  gone = () => false;
  breaks = 0;
  partial = [];
  folder = createFolder({
    openSandbox: async (code) => summing(code),
    async read(from, count) {
      read.push({ from, count });
      const first = Array.from({ length: 10_000 }, (_, index) => from + index).find(
        (number) => !gone(number),
      );
      const begin = first === undefined ? LAST : Math.max(from, first < from + count ? from : first);
      const numbers = Array.from({ length: count }, (_, index) => begin + index);
      return numbers.filter((number) => !gone(number)).map((number) => ({ number, json: String(number) }));
    },
    onProgress: () => {},
    onPartial: (state) => partial.push(state),
    pause: async () => {},
    nowMs: () => nowMs,
  });
});

const never = () => false;

async function stateAt(at: number, over: Partial<Ask> = {}): Promise<string> {
  const answer = await folder.answer(ask(at, over), never);
  return answer.kind === 'state' ? answer.state.json : JSON.stringify(answer);
}

const sumTo = (last: number) => String((last * (last + 1)) / 2);

test('the state is that after the event which is asked for, whatever way one comes', async () => {
  for (const at of [10, 11, 9, 0, 3_000, 2_999, 1, 3_001, 1_500]) expect(await stateAt(at)).toBe(sumTo(at));
});

test('it is compared with the state before that event', async () => {
  const answer = await folder.answer(ask(4), never);
  expect(answer).toMatchObject({ state: { seen: { lines: [{ sign: '~', text: '10', note: 'was 6' }] } } });
});

test('the next event costs one event, a move anywhere among 10,000 at most 250', async () => {
  await stateAt(9_999);
  read = [];
  await stateAt(10_000);
  expect(eventsRead()).toBe(1);
  for (const at of [5_000, 1, 9_999, 250, 251, 7_777]) {
    read = [];
    expect(await stateAt(at)).toBe(sumTo(at));
    expect(eventsRead()).toBeLessThanOrEqual(250);
  }
  expect(opened).toBe(1);
});

test('another text, or a feed that begins elsewhere, is folded anew', async () => {
  await stateAt(100);
  expect(await stateAt(100, { first: 90 })).toBe(String(Number(sumTo(100)) - Number(sumTo(89))));
  expect(await stateAt(100, { code: 'other' })).toBe(sumTo(100));
  expect(opened).toBe(3);
});

test('numbers without a readable event are passed over', async () => {
  gone = (number) => number % 2 === 1;
  expect(await stateAt(10)).toBe('30');
  const answer = await folder.answer(ask(11), never);
  expect(answer).toMatchObject({
    state: { json: '30', seen: { changes: { changed: 0, added: 0, removed: 0 } } },
  });
  gone = (number) => number < 2_000;
  expect(await stateAt(2_000, { code: 'other' })).toBe('2000');
});

test('a problem names its event and its line, and the state it met where that was asked for', async () => {
  const problem = { kind: 'thrown', at: 7, line: 3, says: 'no' };
  const code = 'throws at 7';
  expect(await folder.answer(ask(20, { code }), never)).toEqual({ kind: 'problem', problem, before: null });
  const there = await folder.answer(ask(7, { code }), never);
  expect(there).toMatchObject({ kind: 'problem', problem, before: { at: 6, json: sumTo(6) } });
  expect(await stateAt(6, { code })).toBe(sumTo(6));
});

test('an engine that breaks is followed by a new one, which goes on from the last known state', async () => {
  breaks = 1;
  expect(await stateAt(700)).toBe(sumTo(700));
  expect(opened).toBe(2);
  expect(eventsRead()).toBeLessThan(1_000);
});

test('an engine that breaks twice at the same event is told', async () => {
  breaks = 2;
  const problem = { kind: 'broken', at: 600, line: null, says: 'trap' };
  expect(await folder.answer(ask(700), never)).toEqual({ kind: 'problem', problem, before: null });
  expect(await stateAt(700)).toBe(sumTo(700));
});

test('a text that cannot be read has its problem before the first event', async () => {
  const answer = await folder.answer(ask(3, { code: 'unreadable' }), never);
  expect(answer).toMatchObject({ kind: 'problem', problem: { kind: 'text', at: null, line: 2 } });
  expect(await stateAt(3)).toBe(sumTo(3));
});

test('a state that cannot be kept is told at the event that made it', async () => {
  const code = 'cannot be kept after 7';
  const answer = await folder.answer(ask(7, { code }), never);
  expect(answer).toMatchObject({ kind: 'problem', problem: { kind: 'not_json', at: 7 } });
  expect(await stateAt(9, { code })).toBe(sumTo(9));
});

test('a fold that is ended says how far it came, and goes on from there', async () => {
  let asked = 0;
  const stopped: Answer = await folder.answer(ask(5_000, { code: 'slow' }), () => ++asked > 100);
  expect(stopped).toEqual({ kind: 'stopped', at: 99 });
  read = [];
  expect(await stateAt(5_000, { code: 'slow' })).toBe(sumTo(5_000));
  expect(read[0]?.from).toBe(100);
});

test('a state that is too large to be looked at is given and not compared', async () => {
  const large = createFolder({
    openSandbox: async () => ({
      restore() {},
      step() {},
      state: () => JSON.stringify('x'.repeat(1_000_000)),
    }),
    read: async (from) => [{ number: from, json: '1' }],
    onProgress: () => {},
    onPartial: (state) => partial.push(state),
    pause: async () => {},
    nowMs: () => 0,
  });
  const answer = await large.answer(ask(0), never);
  expect(answer).toMatchObject({ kind: 'state', state: { seen: null } });
});

test('numbers that are missing are passed at once, however many they are', async () => {
  gone = (number) => number > 10 && number < LAST;
  expect(await stateAt(LAST - 1)).toBe('55');
  expect(await stateAt(20)).toBe('55');
  expect(await stateAt(LAST)).toBe(String(55 + LAST));
  expect(read.length).toBeLessThan(10);
});

test('large events are read few at a time', async () => {
  const sizes: number[] = [];
  const large = createFolder({
    openSandbox: async () => ({ restore() {}, step() {}, state: () => '0' }),
    async read(from, count) {
      sizes.push(count);
      return Array.from({ length: count }, (_, index) => ({
        number: from + index,
        json: 'x'.repeat(400_000),
      }));
    },
    onProgress: () => {},
    onPartial: (state) => partial.push(state),
    pause: async () => {},
    nowMs: () => 0,
  });
  await large.answer(ask(30), never);
  expect(sizes.slice(1)).toEqual(sizes.slice(1).map(() => expect.toSatisfy((size: number) => size <= 2)));
});

test('on a long way states are shown that are right, and with what their event changed', async () => {
  expect(await stateAt(400, { code: 'slow' })).toBe(sumTo(400));
  const places = partial.map(({ at }) => at);
  expect(places[0]).toBeLessThan(20);
  expect(places.length).toBeGreaterThan(5);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const { at, json, seen } of partial) {
    expect(json).toBe(sumTo(at));
    expect(seen).toMatchObject({ lines: [{ note: `was ${sumTo(at - 1)}` }] });
  }
});

test('on a short way no state is shown but the one that was asked for', async () => {
  await stateAt(3, { code: 'slow' });
  expect(partial).toEqual([]);
});
