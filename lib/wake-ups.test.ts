import { afterEach, expect, test, vi } from 'vitest';
import { browserWakeUps, LOOK_AGAIN_MS } from './wake-ups.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a tab that is shown, resumed or online again looks again, until it is stopped', () => {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  const wake = vi.fn();
  const stop = browserWakeUps(wake);
  const happen = () => {
    for (const type of ['visibilitychange', 'resume', 'pageshow', 'online'])
      target.dispatchEvent(new Event(type));
  };
  happen();
  expect(wake).toHaveBeenCalledTimes(4);
  stop();
  happen();
  expect(wake).toHaveBeenCalledTimes(4);
});

test('where nothing is ever shown, time alone wakes, and a stopped one leaves no timer', () => {
  vi.useFakeTimers();
  const wake = vi.fn();
  const stop = browserWakeUps(wake);
  vi.advanceTimersByTime(LOOK_AGAIN_MS);
  expect(wake).toHaveBeenCalledTimes(1);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
