// SQLite in the worker of a tab: opens databases, and runs the appends and reads that the tab asks for. From the README
// of its package, "In a worker (with OPFS if available)", and SQLite's own pages, "Object-Oriented API #1"
// (`.transaction()`, prepared statements) and "Persistent Storage Options: OPFS".
import sqlite3InitModule, {
  type Database,
  type PreparedStatement,
  type SqlValue,
} from '@sqlite.org/sqlite-wasm';
import { type BenchEvent, Conflict, type Expected, type StoredEvent } from '../contender.ts';
import { answerOf, type Outcome, questionOf } from '../decision.ts';

/** `opfs` lets several tabs in, with locks; `opfs-sahpool` keeps its files open, for one tab alone. */
export type Vfs = 'opfs' | 'opfs-sahpool';

/** What the tab can ask for; the first argument of all but `open` says which database. */
export interface Methods {
  open(vfs: Vfs, name: string): Promise<number>;
  append(db: number, stream: string, expected: Expected, events: readonly BenchEvent[]): Outcome;
  readForwards(db: number, stream: string, from: number, count: number): readonly StoredEvent[];
  readBackwards(db: number, stream: string, count: number): readonly StoredEvent[];
  readAll(db: number, after: number, count: number): readonly (StoredEvent & { readonly position: number })[];
  close(db: number): void;
}

export type Question = {
  readonly [Name in keyof Methods]: readonly [Name, ...Parameters<Methods[Name]>];
}[keyof Methods];

export type Answer = { readonly value: unknown } | { readonly message: string; readonly isConflict: boolean };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    event_number INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT,
    UNIQUE (stream, event_number)
  );
  CREATE INDEX IF NOT EXISTS events_id ON events (stream, id);
`;
const INSERT = 'INSERT INTO events (stream, event_number, id, type, data) VALUES (?, ?, ?, ?, ?)';
const FIELDS = 'id, event_number AS eventNumber, type, data';
/** Files that the pool keeps open: two for each database. */
const POOL_CAPACITY = 60;

const sqlite3 = await sqlite3InitModule();
const databases: { readonly db: Database; readonly insert: PreparedStatement }[] = [];

const methods: Methods = {
  async open(vfs, name) {
    const db = await openDatabase(vfs, `/${name}.sqlite3`);
    db.exec(SCHEMA);
    return databases.push({ db, insert: db.prepare(INSERT) }) - 1;
  },
  append(index, stream, expected, events) {
    const { db, insert } = databaseAt(index);
    return db.transaction('IMMEDIATE', () => {
      const last = db.selectValue('SELECT max(event_number) FROM events WHERE stream = ?', stream);
      const current = typeof last === 'number' ? last : -1;
      const question = questionOf(expected, current);
      const outcome = answerOf(question, events, lookUp(db, question, stream, expected, events));
      if (outcome === 'committed') {
        for (const [place, { id, type, data }] of events.entries()) {
          insert.bind([stream, current + 1 + place, id, type, data]).stepReset();
        }
      }
      return outcome;
    });
  },
  readForwards: (index, stream, from, count) =>
    select(
      index,
      `SELECT ${FIELDS} FROM events WHERE stream = ? AND event_number >= ? ORDER BY event_number LIMIT ?`,
      [stream, from, count],
    ),
  readBackwards: (index, stream, count) =>
    select(index, `SELECT ${FIELDS} FROM events WHERE stream = ? ORDER BY event_number DESC LIMIT ?`, [
      stream,
      count,
    ]),
  readAll: (index, after, count) =>
    select(index, `SELECT position, ${FIELDS} FROM events WHERE position > ? ORDER BY position LIMIT ?`, [
      after,
      count,
    ]),
  close(index) {
    const { db, insert } = databaseAt(index);
    insert.finalize();
    db.close();
  },
};

async function openDatabase(vfs: Vfs, path: string): Promise<Database> {
  if (vfs === 'opfs') return new sqlite3.oo1.OpfsDb(path);
  const { OpfsSAHPoolDb } = await sqlite3
    .installOpfsSAHPoolVfs({ initialCapacity: POOL_CAPACITY })
    .catch(explain);
  return new OpfsSAHPoolDb(path);
}

function explain(error: unknown): never {
  const isTaken = error instanceof Error && error.name === 'NoModificationAllowedError';
  throw isTaken ? new Error('another tab has the files open, and shares them with none') : error;
}

function lookUp(
  db: Database,
  question: ReturnType<typeof questionOf>,
  stream: string,
  expected: Expected,
  events: readonly BenchEvent[],
): { readonly id: string }[] {
  if (question === 'none') return [];
  const [sql, values] =
    question === 'known'
      ? [
          'stream = ? AND id IN (SELECT value FROM json_each(?))',
          [stream, JSON.stringify(events.map(({ id }) => id))],
        ]
      : ['stream = ? AND event_number > ? ORDER BY event_number LIMIT ?', [stream, expected, events.length]];
  return db.selectObjects(`SELECT id FROM events WHERE ${sql}`, values as SqlValue[]) as { id: string }[];
}

function select<Row>(index: number, sql: string, values: SqlValue[]): Row[] {
  return databaseAt(index).db.selectObjects(sql, values) as Row[];
}

function databaseAt(index: number): (typeof databases)[number] {
  const found = databases[index];
  if (!found) throw new Error(`Database ${index} was not opened.`);
  return found;
}

async function answer([name, ...values]: Question): Promise<Answer> {
  try {
    const method = methods[name] as (...values: readonly unknown[]) => unknown;
    return { value: await method(...values) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, isConflict: error instanceof Conflict };
  }
}

self.onmessage = async ({ data: [number, question] }: MessageEvent<readonly [number, Question]>) => {
  self.postMessage([number, await answer(question)]);
};
self.postMessage('ready');
