// A state as lines of JSON, with what an event changed in it.
import { changedItems, type ItemChange } from './changed-items.ts';

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
  return compared({ depth: 0, name: '', end: '' }, before, after);
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

/** A longer text is cut here; the state itself has it whole. */
const MAX_TEXT = 2_000;
const MAX_NOTE = 60;

function compared(place: Place, before: unknown, after: unknown): readonly StateLine[] {
  if (before === after || (isEmpty(before) && isEmpty(after) && isList(before) === isList(after))) {
    return written('', place, after);
  }
  const inner = place.depth + 1;
  if (isList(before) && isList(after)) return inside(place, '[', ']', comparedItems(inner, before, after));
  if (isMembers(before) && isMembers(after)) {
    return inside(place, '{', '}', comparedMembers(inner, before, after));
  }
  if (partsOf(before) === null && partsOf(after) === null) {
    const was = `was ${cut(JSON.stringify(before), MAX_NOTE)}`;
    return [line('~', place, JSON.stringify(after), was)];
  }
  return [...written('-', { ...place, end: '' }, before), ...written('+', place, after)];
}

function comparedItems(
  depth: number,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly StateLine[] {
  const texts = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item));
  const place = (at: number) => ({ depth, name: '', end: at < after.length - 1 ? ',' : '' });
  function itemLines(item: ItemChange): readonly StateLine[] {
    switch (item.kind) {
      case 'gone':
        return written('-', { depth, name: '', end: '' }, before[item.before]);
      case 'new':
        return written('+', place(item.after), after[item.after]);
      case 'same':
        return written('', place(item.after), after[item.after]);
      case 'other':
        return compared(place(item.after), before[item.before], after[item.after]);
    }
  }
  return changedItems(texts(before), texts(after)).flatMap(itemLines);
}

function comparedMembers(depth: number, before: Members, after: Members): readonly StateLine[] {
  const names = Object.keys(after);
  const gone = goneBefore(Object.keys(before), after);
  const place = (name: string, end: string) => ({ depth, name: `${JSON.stringify(name)}: `, end });
  const removed = (next: string | null) =>
    (gone.get(next) ?? []).flatMap((name) => written('-', place(name, ''), before[name]));
  return [
    ...names.flatMap((name, index) => {
      const here = place(name, index < names.length - 1 ? ',' : '');
      const isOld = Object.hasOwn(before, name);
      return [
        ...removed(name),
        ...(isOld ? compared(here, before[name], after[name]) : written('+', here, after[name])),
      ];
    }),
    ...removed(null),
  ];
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
function written(sign: Sign, place: Place, value: unknown): readonly StateLine[] {
  const note = NOTES[sign];
  const parts = partsOf(value);
  if (parts === null || isEmpty(value)) return [line(sign, place, JSON.stringify(value), note)];
  const inner = parts.flatMap(([name, part], index) =>
    written(sign, { depth: place.depth + 1, name, end: index < parts.length - 1 ? ',' : '' }, part),
  );
  const lines = inside(place, isList(value) ? '[' : '{', isList(value) ? ']' : '}', inner);
  return lines.map((each, index) => ({ ...each, sign, note: index === 0 ? note : null }));
}

const NOTES: Readonly<Record<Sign, string | null>> = { '': null, '+': 'new', '-': 'gone', '~': null };

function inside(
  { depth, name, end }: Place,
  open: string,
  close: string,
  lines: readonly StateLine[],
): readonly StateLine[] {
  return [line('', { depth, name, end: '' }, open), ...lines, line('', { depth, name: '', end }, close)];
}

function line(sign: Sign, { depth, name, end }: Place, text: string, note: string | null = null): StateLine {
  return { sign, depth, text: `${cut(name + text, MAX_TEXT)}${end}`, note };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** What it is made of, with the text before each part; null = it has no parts. */
function partsOf(value: unknown): readonly (readonly [name: string, part: unknown])[] | null {
  if (isList(value)) return value.map((item) => ['', item]);
  return isMembers(value)
    ? Object.entries(value).map(([name, part]) => [`${JSON.stringify(name)}: `, part])
    : null;
}

function isEmpty(value: unknown): boolean {
  return partsOf(value)?.length === 0;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
