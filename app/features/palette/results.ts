// What is found in the palette, in groups, the best first.
import type { LucideIcon } from 'lucide-react';
import type { ShortcutName } from '../shortcuts/shortcuts.ts';
import { matchOf, type Piece } from './match.ts';

/** One thing to open or to do. */
export interface Command {
  /** Unlike that of any other. */
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: string;
  /** In few words, beside the label. */
  readonly note?: string;
  readonly shortcut?: ShortcutName;
  /** Why it cannot be done now. */
  readonly unavailable?: string;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
  /** How many more there are of the kind. Default 0. */
  readonly more?: number;
  /** Set where the commands were made for what was typed: all are shown, at this rank (see `Match`). */
  readonly rank?: number;
}

export interface Found {
  readonly command: Command;
  readonly pieces: readonly Piece[];
}

export interface FoundGroup {
  readonly title: string;
  readonly found: readonly Found[];
}

export interface Results {
  readonly groups: readonly FoundGroup[];
  /** Rows in the groups. */
  readonly shown: number;
  /** Rows that there would be if all were shown. */
  readonly total: number;
}

/** Most rows that are shown at once. */
export const MOST_SHOWN = 50;

/** The commands whose labels are found under `text`; the group with the best match comes first. */
export function resultsOf(groups: readonly CommandGroup[], text: string): Results {
  const ranked = groups
    .map((group) => rankedGroup(group, text))
    .filter(({ found }) => found.length > 0)
    .toSorted((a, b) => a.rank - b.rank);
  const total = ranked.reduce((sum, { found, more }) => sum + found.length + more, 0);
  let left = MOST_SHOWN;
  const shown = ranked.map(({ title, found }) => {
    const some = found.slice(0, left);
    left -= some.length;
    return { title, found: some };
  });
  return { groups: shown.filter(({ found }) => found.length > 0), shown: MOST_SHOWN - left, total };
}

function rankedGroup({ title, commands, more = 0, rank }: CommandGroup, text: string) {
  if (rank !== undefined) return { title, rank, more, found: commands.map(unmarked) };
  const found = commands
    .flatMap((command) => {
      const match = matchOf(command.label, text);
      return match === null ? [] : [{ command, ...match }];
    })
    .toSorted((a, b) => a.rank - b.rank);
  return { title, rank: found[0]?.rank ?? Number.POSITIVE_INFINITY, more, found };
}

function unmarked(command: Command): Found {
  return { command, pieces: [{ text: command.label, marked: false }] };
}
