import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { parseXml } from '../../lib/core/xml-parser.ts';
import { anyEvents, appendAll } from './events.ts';
import { type ReadAnswer, readEverything } from './feeds.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';

function expectReadable({ address, status, type, text }: ReadAnswer): void {
  expect([200, 404], `${address}: ${text}`).toContain(status);
  if (status !== 200 || text === '') return;
  if (type.includes('json')) JSON.parse(text);
  else if (type.includes('xml'))
    expect(parseXml(text), `${address}: ${text}`).toMatchObject({ kind: 'document' });
  else expect(type).toBe('application/octet-stream');
}

test(
  'whatever events hold, and whatever streams are called, every page and every event can be read in every format',
  () =>
    tryProperty('stores read in every format', 25, [anyEvents], (events) =>
      withStore(async (store) => {
        await appendAll(store, events);
        for await (const answer of readEverything(store)) expectReadable(answer);
      }),
    ),
  TIMEOUT_MS,
);
