import { expect, test, vi } from 'vitest';
import { createLink } from './link.ts';

function memory(kept: Record<string, string> = {}) {
  const map = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

test('a link is normal until told otherwise', () => {
  expect(createLink(undefined).take()).toBe('normal');
});

test('a fault for the next request only is used up by it', () => {
  const link = createLink(memory());
  link.set({ fault: 'lose_reply', nextOnly: true });
  expect([link.take(), link.take()]).toEqual(['lose_reply', 'normal']);
  expect(link.state().fault).toBe('normal');
});

test('a fault until changed stays', () => {
  const link = createLink(memory());
  link.set({ fault: 'lose_request', nextOnly: false });
  expect([link.take(), link.take()]).toEqual(['lose_request', 'lose_request']);
});

test('the state outlives a reload of the page', () => {
  const keep = memory();
  createLink(keep).set({ fault: 'lose_reply', nextOnly: false });
  expect(createLink(keep).state()).toEqual({ fault: 'lose_reply', nextOnly: false });
});

test('what is kept but not understood counts as normal', () => {
  expect(createLink(memory({ link: 'no JSON' })).state().fault).toBe('normal');
  expect(createLink(memory({ link: '{"fault":"explode"}' })).state().fault).toBe('normal');
});

test('listeners hear of a change, and not of none', () => {
  const link = createLink(undefined);
  const heard = vi.fn();
  link.subscribe(heard);
  link.set({ fault: 'lose_reply', nextOnly: true });
  link.set({ fault: 'lose_reply', nextOnly: true });
  expect(heard).toHaveBeenCalledTimes(1);
});
