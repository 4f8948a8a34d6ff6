// A map that forgets the entry that was set or read longest ago once it has more than its bound.

export interface BoundedMap<Key, Value> {
  readonly size: number;
  has(key: Key): boolean;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  clear(): void;
}

export function boundedMap<Key, Value>(bound: number): BoundedMap<Key, Value> {
  // A map keeps the order in which its entries were set, so the oldest comes first.
  const entries = new Map<Key, Value>();
  return {
    get size() {
      return entries.size;
    },
    has: (key) => entries.has(key),
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > bound) entries.delete(entries.keys().next().value as Key);
    },
    clear: () => entries.clear(),
  };
}
