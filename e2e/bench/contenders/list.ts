// Who takes part, in the order of the table.
import type { Durability } from './contender.ts';

export interface ContenderEntry {
  readonly name: string;
  /** At most 14 characters: it heads a column. */
  readonly title: string;
  /** File in this folder, without its ending. */
  readonly file: string;
  /** What its acknowledgements can be asked to survive. */
  readonly durabilities: readonly Durability[];
  /** The largest log that it fills in seconds; rows with a larger one leave it out. */
  readonly largestLog: number;
  /** Its stores live in an origin of its own, as they are of a kind of their own. */
  readonly apart?: true;
  /** Rows that need one of these are left out. */
  readonly lacks?: readonly Ability[];
}

/** To let several tabs in; to tell one tab what another has committed; to answer a hundred appends in a few seconds. */
export type Ability = 'several tabs' | 'news from other tabs' | 'a hundred appends';

const BOTH: readonly Durability[] = ['relaxed', 'strict'];

export const CONTENDERS: readonly ContenderEntry[] = [
  { name: 'raw', title: 'raw IndexedDB', file: 'raw', durabilities: BOTH, largestLog: 1_000_000 },
  {
    name: 'ours-relaxed',
    title: 'ours, relaxed',
    file: 'ours',
    durabilities: ['relaxed'],
    largestLog: 1_000_000,
  },
  {
    name: 'ours-strict',
    title: 'ours, strict',
    file: 'ours',
    durabilities: ['strict'],
    largestLog: 1_000_000,
  },
  {
    name: 'idb',
    title: 'idb',
    file: 'alternatives/idb',
    durabilities: BOTH,
    largestLog: 100_000,
    lacks: ['news from other tabs'],
  },
  { name: 'dexie', title: 'Dexie', file: 'alternatives/dexie', durabilities: BOTH, largestLog: 100_000 },
  {
    name: 'pouchdb',
    title: 'PouchDB',
    file: 'alternatives/pouchdb',
    durabilities: ['relaxed'],
    largestLog: 10_000,
    apart: true,
  },
  {
    name: 'rxdb',
    title: 'RxDB',
    file: 'alternatives/rxdb',
    durabilities: ['relaxed'],
    largestLog: 10_000,
    apart: true,
  },
  {
    name: 'sqlite',
    title: 'SQLite, OPFS',
    file: 'alternatives/sqlite',
    durabilities: ['strict'],
    largestLog: 10_000,
    apart: true,
    lacks: ['news from other tabs'],
  },
  {
    name: 'sqlite-pool',
    title: 'SQLite, pool',
    file: 'alternatives/sqlite-pool',
    durabilities: ['strict'],
    largestLog: 100_000,
    apart: true,
    lacks: ['several tabs', 'news from other tabs'],
  },
  {
    name: 'pglite',
    title: 'PGlite',
    file: 'alternatives/pglite',
    durabilities: ['relaxed'],
    largestLog: 10_000,
    apart: true,
    lacks: ['a hundred appends'],
  },
];

/** Has its code in a package of its own, see package.json. */
export function isAlternative({ file }: ContenderEntry): boolean {
  return file.startsWith('alternatives/');
}

/** The limit that the others are compared with. */
export function isRaw({ name }: ContenderEntry): boolean {
  return name === 'raw';
}

export function isOurs({ file }: ContenderEntry): boolean {
  return file === 'ours';
}

/**
 * Chromium keeps the IndexedDB of an origin in one place, and what was written there before slows whatever comes after, by
 * half or more. So those that keep records of the same size in it live together, and what slows one slows the others.
 */
export function originOf({ name, apart }: ContenderEntry): string {
  return apart ? name : 'together';
}

/** @throws when there is none of that name */
export function contenderNamed(name: string): ContenderEntry {
  const found = CONTENDERS.find((contender) => contender.name === name);
  if (!found) throw new Error(`There is no contender "${name}".`);
  return found;
}
