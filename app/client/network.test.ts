import { expect, test, vi } from 'vitest';
import { createNetwork } from './network.ts';

function memory(kept: Record<string, string> = {}) {
  const map = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

test('a network is normal until told otherwise', () => {
  expect(createNetwork(undefined).take()).toBe('normal');
});

test('a fault for the next request only is used up by it', () => {
  const network = createNetwork(memory());
  network.set({ fault: 'lose_reply', nextOnly: true });
  expect([network.take(), network.take()]).toEqual(['lose_reply', 'normal']);
  expect(network.state().fault).toBe('normal');
});

test('a fault until changed stays', () => {
  const network = createNetwork(memory());
  network.set({ fault: 'lose_request', nextOnly: false });
  expect([network.take(), network.take()]).toEqual(['lose_request', 'lose_request']);
});

test('the state outlives a reload of the page', () => {
  const keep = memory();
  createNetwork(keep).set({ fault: 'lose_reply', nextOnly: false });
  expect(createNetwork(keep).state()).toEqual({ fault: 'lose_reply', nextOnly: false });
});

test('what is kept but not understood counts as normal', () => {
  expect(createNetwork(memory({ network: 'no JSON' })).state().fault).toBe('normal');
  expect(createNetwork(memory({ network: '{"fault":"explode"}' })).state().fault).toBe('normal');
});

test('listeners hear of a change, and not of none', () => {
  const network = createNetwork(undefined);
  const heard = vi.fn();
  network.subscribe(heard);
  network.set({ fault: 'lose_reply', nextOnly: true });
  network.set({ fault: 'lose_reply', nextOnly: true });
  expect(heard).toHaveBeenCalledTimes(1);
});
