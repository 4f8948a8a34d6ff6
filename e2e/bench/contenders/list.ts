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
}

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
  { name: 'idb', title: 'idb', file: 'alternatives/idb', durabilities: BOTH, largestLog: 100_000 },
];

/** Has its code in a package of its own, see package.json. */
export function isAlternative({ file }: ContenderEntry): boolean {
  return file.startsWith('alternatives/');
}
