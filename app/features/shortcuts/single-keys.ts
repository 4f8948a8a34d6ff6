// Whether single keys are shortcuts: a preference of this browser.
import { useSyncExternalStore } from 'react';

const KEY = 'single-keys';
const OFF = 'off';
const listeners = new Set<() => void>();

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(KEY) !== OFF;
}

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn);
}

export function setSingleKeysOn(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, OFF);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener); // Switched in another tab.
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}
