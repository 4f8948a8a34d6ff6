import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { deleteDatabase } from './connection.ts';
import { NO_IDS_IN_USE } from './core/id-keys.ts';
import { openDatabase } from './database.ts';
import { ProgramOutdatedError, StoreClosedError } from './errors.ts';
import { addEvents, readHead, readLog } from './log.ts';
import { SCHEMA_VERSION } from './schema.ts';

const EMPTY = { next: 0, lastKey: -1 };
const event = (n: number) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'T',
  data: '{}',
  metadata: null,
});
const added = (first: number, id = first) => ({
  stream: 's',
  position: first,
  first,
  createdMs: 0,
  events: [event(id)],
  ids: NO_IDS_IN_USE,
});

test('when the work of a transaction throws, nothing of it is written', async () => {
  const db = await openDatabase('throws', 'relaxed');
  const failure = new Error('after the write');
  const work = db.transact('readwrite', async (tx) => {
    await addEvents(tx, added(0));
    throw failure;
  });
  await expect(work).rejects.toBe(failure);
  expect(await db.transact('readonly', readHead)).toEqual(EMPTY);
  db.close();
});

test('a record computed from a stale head cannot be written, nor an id twice', async () => {
  const db = await openDatabase('stale', 'relaxed');
  await db.transact('readwrite', (tx) => addEvents(tx, added(0)));
  const overtaken = { ...added(0, 1), position: 1 };
  await expect(db.transact('readwrite', (tx) => addEvents(tx, overtaken))).rejects.toThrow();
  await expect(db.transact('readwrite', (tx) => addEvents(tx, added(1, 0)))).rejects.toThrow();
  expect(await db.transact('readonly', (tx) => readLog(tx, 0, 9))).toHaveLength(1);
  db.close();
});

test('a connection that another tab asked to close is opened again by the next transaction', async () => {
  const db = await openDatabase('reopened', 'relaxed');
  await db.transact('readwrite', (tx) => addEvents(tx, added(0)));
  await deleteDatabase('reopened');
  expect(await db.transact('readonly', readHead)).toEqual(EMPTY);
  db.close();
  await expect(db.transact('readonly', readHead)).rejects.toBeInstanceOf(StoreClosedError);
});

test('a database that a newer program has upgraded is not read by an older one, which is told to reload', async () => {
  const db = await openDatabase('upgraded', 'relaxed');
  const newer = await openDB('upgraded', SCHEMA_VERSION + 1);
  await expect(db.transact('readonly', readHead)).rejects.toThrow(ProgramOutdatedError);
  await expect(openDatabase('upgraded', 'relaxed')).rejects.toThrow('Reload this tab.');
  newer.close();
  db.close();
});
