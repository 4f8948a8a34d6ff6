// A choice that this browser remembers, the same in all its tabs.
import { useSyncExternalStore } from 'react';
import { browserStorage } from './browser-storage.ts';

export interface Preference<Value extends string> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** The value as it is now, for a component. */
  readonly use: () => Value;
}

/** Kept under `key`. The first of `values` is the default; `onChange` runs before components hear of it. */
export function preference<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
  onChange: () => void = () => {},
): Preference<Value> {
  const [usual] = values;
  const listeners = new Set<() => void>();

  function get(): Value {
    const stored = browserStorage.getItem(key);
    return values.find((value) => value === stored) ?? usual;
  }

  function set(value: Value): void {
    if (value === usual) browserStorage.removeItem(key);
    else browserStorage.setItem(key, value);
    tell();
  }

  function tell(): void {
    onChange();
    for (const listener of listeners) listener();
  }

  function followOtherTab(event: StorageEvent): void {
    if (event.key === key || event.key === null) tell();
  }

  function subscribe(listener: () => void): () => void {
    if (listeners.size === 0) addEventListener('storage', followOtherTab);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) removeEventListener('storage', followOtherTab);
    };
  }

  return { get, set, use: () => useSyncExternalStore(subscribe, get) };
}
