// New ids: random, or predictable when the address has a `?seed=`, for tests and demonstrations.
import { browserStorage } from './browser-storage.ts';
import { guidFrom } from './guid.ts';

/** Where the ids of a seed are counted. */
interface Counter {
  getItem(key: string): string | null;
  setItem(key: string, value: string): unknown;
}

/** A new UUID of version 4. With `?seed=42` the n-th one of this browser and this store is always the same. */
export function newUuid(): string {
  const asked = new URLSearchParams(location.search);
  const seed = asked.get('seed');
  return seed === null ? crypto.randomUUID() : nextOf(`${asked.get('store') ?? ''} ${seed}`, browserStorage);
}

/** The next id of a seed. The count is kept, so that neither a reload nor another tab gives an id twice. */
export function nextOf(seed: string, counter: Counter): string {
  const key = `seed ${seed}`;
  const count = Number(counter.getItem(key) ?? 0);
  counter.setItem(key, String(count + 1));
  return guidFrom(`${seed} ${count}`);
}
