// A state as lines of JSON, with what an event changed in it.
import { changedItems } from './changed-items.ts';

/** Of a line: as before, new, gone, or with another value. */
export type Sign = '' | '+' | '-' | '~';

export interface StateLine {
  readonly sign: Sign;
  /** Steps of indent. */
  readonly depth: number;
  readonly text: string;
  /** Where a change begins, in words: `new`, `gone`, or `was 113`. */
  readonly note: string | null;
}

/** Compares two values as `JSON.parse` gives them. */
export function compareStates(before: unknown, after: unknown): readonly StateLine[] {
  const lines: StateLine[] = [];
  compare(lines, { depth: 0, name: '', end: '' }, before, after);
  return lines;
}

/** How many values are new, gone, or others than before; what lies inside a new or a gone one is not counted again. */
export interface Changes {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export function countChanges(lines: readonly StateLine[]): Changes {
  const count = (sign: Sign) => lines.filter((line) => line.sign === sign && line.note !== null).length;
  return { added: count('+'), removed: count('-'), changed: count('~') };
}

/** Where a value stands: its indent, the `"key": ` before it, and the comma after it. */
interface Place {
  readonly depth: number;
  readonly name: string;
  readonly end: string;
}

type Members = Readonly<Record<string, unknown>>;

const NOTES: Readonly<Record<Sign, string | null>> = { '': null, '+': 'new', '-': 'gone', '~': null };
/** A longer text is cut here; the state itself has it whole. */
const MAX_TEXT = 2_000;
const MAX_NOTE = 60;

// States may be large, so all of these add to one list of lines instead of putting lists together.

function compare(lines: StateLine[], place: Place, before: unknown, after: unknown): void {
  if (before === after || (isEmpty(before) && isEmpty(after) && isList(before) === isList(after))) {
    write(lines, '', place, after);
  } else if (isList(before) && isList(after)) {
    inside(lines, '', place, '[]', () => compareItems(lines, place.depth + 1, before, after));
  } else if (isMembers(before) && isMembers(after)) {
    inside(lines, '', place, '{}', () => compareMembers(lines, place.depth + 1, before, after));
  } else if (isSimple(before) && isSimple(after)) {
    const was = `was ${cut(JSON.stringify(before), MAX_NOTE)}`;
    lines.push(line('~', place, JSON.stringify(after), was));
  } else {
    write(lines, '-', { ...place, end: '' }, before);
    write(lines, '+', place, after);
  }
}

function compareItems(lines: StateLine[], depth: number, before: List, after: List): void {
  const place = (at: number) => ({ depth, name: '', end: at < after.length - 1 ? ',' : '' });
  for (const item of changedItems(before.map(textOf), after.map(textOf))) {
    switch (item.kind) {
      case 'gone':
        write(lines, '-', { depth, name: '', end: '' }, before[item.before]);
        break;
      case 'new':
        write(lines, '+', place(item.after), after[item.after]);
        break;
      case 'same':
        write(lines, '', place(item.after), after[item.after]);
        break;
      case 'other':
        compare(lines, place(item.after), before[item.before], after[item.after]);
    }
  }
}

function compareMembers(lines: StateLine[], depth: number, before: Members, after: Members): void {
  const names = Object.keys(after);
  const gone = goneBefore(Object.keys(before), after);
  const place = (name: string, end: string) => ({ depth, name: `${textOf(name)}: `, end });
  const writeGone = (next: string | null) => {
    for (const name of gone.get(next) ?? []) write(lines, '-', place(name, ''), before[name]);
  };
  for (const [index, name] of names.entries()) {
    writeGone(name);
    const here = place(name, index < names.length - 1 ? ',' : '');
    if (Object.hasOwn(before, name)) compare(lines, here, before[name], after[name]);
    else write(lines, '+', here, after[name]);
  }
  writeGone(null);
}

/** The names that are gone, by the name that came next and is still there; null = none did. */
function goneBefore(names: readonly string[], after: Members): ReadonlyMap<string | null, readonly string[]> {
  const gone = new Map<string | null, readonly string[]>();
  let waiting: string[] = [];
  for (const name of names) {
    if (!Object.hasOwn(after, name)) waiting.push(name);
    else if (waiting.length > 0) {
      gone.set(name, waiting);
      waiting = [];
    }
  }
  return gone.set(null, waiting);
}

/** All of a value under one sign. */
function write(
  lines: StateLine[],
  sign: Sign,
  place: Place,
  value: unknown,
  note: string | null = NOTES[sign],
): void {
  const depth = place.depth + 1;
  if (isSimple(value) || isEmpty(value)) {
    lines.push(line(sign, place, JSON.stringify(value), note));
  } else if (isList(value)) {
    inside(
      lines,
      sign,
      place,
      '[]',
      () => {
        for (const [index, item] of value.entries()) {
          write(lines, sign, { depth, name: '', end: index < value.length - 1 ? ',' : '' }, item, null);
        }
      },
      note,
    );
  } else {
    const members = Object.entries(value as Members);
    inside(
      lines,
      sign,
      place,
      '{}',
      () => {
        for (const [index, [name, part]] of members.entries()) {
          const end = index < members.length - 1 ? ',' : '';
          write(lines, sign, { depth, name: `${textOf(name)}: `, end }, part, null);
        }
      },
      note,
    );
  }
}

function inside(
  lines: StateLine[],
  sign: Sign,
  { depth, name, end }: Place,
  [open = '', close = '']: string,
  writeParts: () => void,
  note: string | null = null,
): void {
  lines.push(line(sign, { depth, name, end: '' }, open, note));
  writeParts();
  lines.push(line(sign, { depth, name: '', end }, close, null));
}

function line(sign: Sign, { depth, name, end }: Place, text: string, note: string | null): StateLine {
  return { sign, depth, text: `${cut(name + text, MAX_TEXT)}${end}`, note };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

type List = readonly unknown[];

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

function isList(value: unknown): value is List {
  return Array.isArray(value);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSimple(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isEmpty(value: unknown): boolean {
  if (isSimple(value)) return false;
  for (const _ in value as object) return false;
  return true;
}
