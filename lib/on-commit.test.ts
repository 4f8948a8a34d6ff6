import 'fake-indexeddb/auto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { jsonEvent, openEventStore } from './index.ts';

test('a listener that throws does not turn a committed append into a rejected one', async () => {
  const store = await openEventStore({ name: 'heard' });
  const uncaught = once(process, 'uncaughtException');
  const failure = new Error('a listener of the application');
  store.onCommit(() => {
    throw failure;
  });
  const append = store.appendToStream('s', jsonEvent({ type: 'T', data: {} }));
  await expect(append).resolves.toMatchObject({ outcome: 'committed' });
  expect((await uncaught)[0]).toBe(failure);
  await store.close();
});
