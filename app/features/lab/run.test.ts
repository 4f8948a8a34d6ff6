import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Tools } from './bench.ts';
import { Runner } from './run.ts';
import type { Scenario, Step } from './scenario.ts';

beforeEach(() => {
  vi.stubGlobal('location', { search: '' });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const PAUSE_MS = 2_000;
const tools = {} as Tools;

function scenario(done: string[], over: Partial<Record<string, () => Promise<void>>> = {}): Scenario {
  const step = (title: string, by: Step['by']): Step => ({
    title,
    says: '',
    by,
    act: async () => {
      await over[title]?.();
      done.push(title);
    },
  });
  return {
    id: 'test',
    title: 'Test',
    teaser: '',
    about: '',
    outcomes: [],
    steps: [
      { title: 'Given', says: '', by: 'itself' },
      step('Prepared', 'itself'),
      step('Sent', 'you'),
      step('Retried', 'you'),
      step('Compared', 'itself'),
    ],
    learnt: '',
    rule: '',
  };
}

test('a step takes what happens by itself along, before it and after it', async () => {
  const done: string[] = [];
  const runner = new Runner(scenario(done));
  expect(runner.state().done).toBe(1);
  await runner.next(tools);
  expect(done).toEqual(['Prepared', 'Sent']);
  await runner.next(tools);
  expect(done).toEqual(['Prepared', 'Sent', 'Retried', 'Compared']);
  expect(runner.current()).toBeUndefined();
});

test('playing pauses after each step and can be stopped and gone on with', async () => {
  const done: string[] = [];
  const runner = new Runner(scenario(done));
  const playing = runner.play(tools, PAUSE_MS);
  await vi.advanceTimersByTimeAsync(PAUSE_MS / 2);
  expect(done).toEqual(['Prepared']);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(done).toEqual(['Prepared', 'Sent']);
  runner.stop();
  await playing;
  expect(vi.getTimerCount()).toBe(0);
  expect(done).toEqual(['Prepared', 'Sent']);
  const again = runner.play(tools, PAUSE_MS);
  await vi.runAllTimersAsync();
  await again;
  expect(done.at(-1)).toBe('Compared');
  expect(runner.state().playing).toBe(false);
});

test('playing a finished run begins anew in another stream', async () => {
  const done: string[] = [];
  const runner = new Runner(scenario(done));
  await Promise.all([runner.play(tools, PAUSE_MS), vi.runAllTimersAsync()]);
  const { stream } = runner.state();
  await Promise.all([runner.play(tools, PAUSE_MS), vi.runAllTimersAsync()]);
  expect(runner.state().stream).not.toBe(stream);
  expect(done).toHaveLength(8);
});

test('what a reset run still finishes does not count for the new one', async () => {
  const done: string[] = [];
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const runner = new Runner(scenario(done, { Sent: () => slow }));
  const next = runner.next(tools);
  await vi.advanceTimersByTimeAsync(0);
  runner.reset();
  finish();
  await next;
  expect(runner.state()).toMatchObject({ done: 1, doing: false, playing: false });
});

test('a step that fails says why, and can be done again', async () => {
  const done: string[] = [];
  let broken = true;
  const runner = new Runner(
    scenario(done, {
      Sent: async () => void (broken && (await Promise.reject(new Error('No space left.')))),
    }),
  );
  await runner.next(tools);
  expect(runner.state()).toMatchObject({ done: 2, doing: false, failure: new Error('No space left.') });
  broken = false;
  await runner.next(tools);
  expect(runner.state()).toMatchObject({ done: 3, failure: null });
});
