// localStorage and sessionStorage, also where the browser refuses them: the only way to either.

/** What is kept as text under keys. Nothing of it throws. */
export interface Kept {
  getItem(key: string): string | null;
  /** False when the value is only remembered for as long as this page lives: there is no room, or site data are blocked. */
  setItem(key: string, value: string): boolean;
  removeItem(key: string): void;
  keys(): readonly string[];
}

/** For all tabs of this browser. */
export const browserStorage = keptIn(() => globalThis.localStorage);

/** For this tab. */
export const tabStorage = keptIn(() => globalThis.sessionStorage);

/** `storage` may throw or give nothing each time, as where site data are blocked. */
export function keptIn(storage: () => Storage | null | undefined): Kept {
  /** What the storage did not take; null = it is gone here and could not be removed there. */
  const remembered = new Map<string, string | null>();

  /** Undefined when the storage refused. */
  function attempt<T>(work: (storage: Storage) => T): T | undefined {
    try {
      const found = storage();
      return found ? work(found) : undefined;
    } catch {
      return undefined;
    }
  }

  /** `value` is what to remember when the storage refuses the change. */
  function change(key: string, value: string | null, work: (storage: Storage) => void): boolean {
    const done = attempt((found) => {
      work(found);
      return true;
    });
    if (done) remembered.delete(key);
    else remembered.set(key, value);
    return done === true;
  }

  function getItem(key: string): string | null {
    const here = remembered.get(key);
    return here === undefined ? (attempt((found) => found.getItem(key)) ?? null) : here;
  }

  return {
    getItem,
    setItem: (key, value) => change(key, value, (found) => found.setItem(key, value)),
    removeItem: (key) => void change(key, null, (found) => found.removeItem(key)),
    keys() {
      const there = attempt((found) => Object.keys(found)) ?? [];
      return [...new Set([...there, ...remembered.keys()])].filter((key) => getItem(key) !== null);
    },
  };
}
