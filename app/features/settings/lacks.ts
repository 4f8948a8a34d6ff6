// What the store can use and not every browser has: named, with what is different without it.

export interface Lack {
  /** What is missing, in the words of a person. */
  readonly name: string;
  /** What is different without it. */
  readonly says: string;
}

interface Ability extends Lack {
  readonly isHere: () => boolean;
}

/** What is asked of a browser. Whatever is missing here, the store keeps its promises without it. */
const ABILITIES: readonly Ability[] = [
  {
    isHere: () => Boolean(navigator.serviceWorker),
    name: 'No start without a network',
    says: 'This browser runs no service worker here, as in some private windows: the app needs its server to start, and addresses below /streams/ are not answered. A tab that is open works without a network.',
  },
  {
    isHere: () => typeof storage()?.persist === 'function',
    name: 'No protection on request',
    says: 'This browser cannot be asked to keep the store when space runs low. An exported backup is safe.',
  },
  {
    isHere: () => typeof storage()?.estimate === 'function',
    name: 'No word on space',
    says: 'This browser does not say how much space is used and left. When there is none, a request says so and is not written.',
  },
  {
    isHere: () => Boolean(navigator.locks),
    name: 'No locks between tabs',
    says: 'Tabs of this browser take turns by the clock: one that was closed while it sent what waits is noticed only after a while. Nothing is written twice.',
  },
  {
    isHere: () => 'durability' in IDBTransaction.prototype,
    name: 'No choice of durability',
    says: 'This browser decides by itself when it flushes: what was written in the last moments may be lost when the machine loses power.',
  },
  {
    isHere: () => 'CompressionStream' in globalThis,
    name: 'No compressed backups',
    says: 'This browser exports plain text only, and cannot read a backup that was compressed elsewhere.',
  },
];

/** In the order of what matters most. */
export function lacksOfThisBrowser(): readonly Lack[] {
  return ABILITIES.filter(({ isHere }) => !found(isHere));
}

/** Where site data are blocked, some browsers refuse to be asked. */
function found(isHere: () => boolean): boolean {
  try {
    return isHere();
  } catch {
    return false;
  }
}

/** Some browsers have none of it. */
function storage(): Partial<StorageManager> | null | undefined {
  return navigator.storage as StorageManager | null | undefined;
}
