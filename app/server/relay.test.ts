import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRelay, LIMITS, type Relay } from './relay.ts';
import type { AnswerHead, Envelope, RequestHead } from './wire.ts';

const request: Envelope<RequestHead> = {
  head: { method: 'POST', url: 'http://127.0.0.1:2113/streams/s', headers: [] },
  body: new Uint8Array(),
};
const answer: Envelope<AnswerHead> = {
  head: { status: 200, statusText: 'OK', headers: [] },
  body: new Uint8Array([1, 2]),
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function tabOf(relay: Relay, token: string) {
  const offered: string[] = [];
  const disconnect = relay.connect(token, (id) => offered.push(id));
  return { offered, disconnect, take: () => relay.take(token, offered[0] ?? '') };
}

test('the latest tab gets the request, and its answer is the answer', async () => {
  const relay = createRelay();
  const older = tabOf(relay, 'older');
  const latest = tabOf(relay, 'latest');
  const passed = relay.pass(request);
  expect(latest.take()).toBe(request);
  expect(relay.answer('latest', latest.offered[0] ?? '', answer)).toBe(true);
  expect(await passed).toEqual({ kind: 'answered', answer });
  expect(older.offered).toEqual([]);
});

test('a request is taken once', () => {
  const relay = createRelay();
  const tab = tabOf(relay, 'tab');
  void relay.pass(request);
  expect(tab.take()).toBe(request);
  expect(tab.take()).toBeUndefined();
});

test('a tab cannot take or answer what was offered to another one', () => {
  const relay = createRelay();
  tabOf(relay, 'other');
  const tab = tabOf(relay, 'tab');
  void relay.pass(request);
  const id = tab.offered[0] ?? '';
  expect(relay.take('other', id)).toBeUndefined();
  expect(tab.take()).toBe(request);
  expect(relay.answer('other', id, answer)).toBe(false);
});

test('a tab that sleeps loses the request to the next one before it has taken it', async () => {
  const relay = createRelay();
  const awake = tabOf(relay, 'awake');
  const asleep = tabOf(relay, 'asleep');
  const passed = relay.pass(request);
  vi.advanceTimersByTime(LIMITS.takeMs);
  expect(asleep.take()).toBeUndefined();
  expect(awake.take()).toBe(request);
  relay.answer('awake', awake.offered[0] ?? '', answer);
  expect((await passed).kind).toBe('answered');
});

test('when every tab sleeps the request was not done, and it was not for want of a tab', async () => {
  const relay = createRelay();
  tabOf(relay, 'asleep');
  const passed = relay.pass(request);
  vi.advanceTimersByTime(LIMITS.takeMs + 1);
  expect(await passed).toEqual({ kind: 'not_taken' });
});

test('a tab that goes before it has taken the request leaves it to the next one', () => {
  const relay = createRelay();
  const staying = tabOf(relay, 'staying');
  const going = tabOf(relay, 'going');
  void relay.pass(request);
  going.disconnect();
  expect(staying.take()).toBe(request);
});

test('once taken, a request goes to no other tab, whether its tab goes or keeps silent', async () => {
  const relay = createRelay();
  const other = tabOf(relay, 'other');
  const silent = tabOf(relay, 'silent');
  const kept = relay.pass(request);
  silent.take();
  vi.advanceTimersByTime(LIMITS.answerMs);
  expect(await kept).toEqual({ kind: 'no_answer' });
  expect(relay.answer('silent', silent.offered[0] ?? '', answer)).toBe(false);

  const going = tabOf(relay, 'going');
  const left = relay.pass(request);
  going.take();
  going.disconnect();
  expect(await left).toEqual({ kind: 'no_answer' });
  expect(other.offered).toEqual([]);
});

test('a read that a tab took away with it is asked of the next one', async () => {
  const relay = createRelay();
  const staying = tabOf(relay, 'staying');
  const going = tabOf(relay, 'going');
  const read = { ...request, head: { ...request.head, method: 'GET' } };
  const passed = relay.pass(read);
  going.take();
  going.disconnect();
  expect(staying.take()).toBe(read);
  staying.disconnect();
  vi.advanceTimersByTime(0);
  expect(await passed).toEqual({ kind: 'no_tab' });
});

test('a long poll may take longer to be answered', async () => {
  const relay = createRelay();
  const tab = tabOf(relay, 'tab');
  const passed = relay.pass(request, 30_000);
  tab.take();
  vi.advanceTimersByTime(LIMITS.answerMs + 29_000);
  expect(relay.answer('tab', tab.offered[0] ?? '', answer)).toBe(true);
  expect((await passed).kind).toBe('answered');
});

test('without a tab the request waits a moment for one that reloads, then says so', async () => {
  const relay = createRelay();
  const served = relay.pass(request);
  vi.advanceTimersByTime(LIMITS.tabMs - 1);
  const back = tabOf(relay, 'back');
  expect(back.take()).toBe(request);
  relay.answer('back', back.offered[0] ?? '', answer);
  expect((await served).kind).toBe('answered');

  back.disconnect();
  const alone = relay.pass(request);
  vi.advanceTimersByTime(LIMITS.tabMs);
  expect(await alone).toEqual({ kind: 'no_tab' });
});
