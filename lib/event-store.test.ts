import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { jsonEvent, openEventStore, WrongExpectedVersionError } from './index.ts';

test('an append that is sent again is acknowledged as before and written once', async () => {
  const store = await openEventStore({ name: 'retry' });
  const event = jsonEvent({ type: 'SomeEvent', data: { a: 1 } });
  const first = await store.appendToStream('newstream', event, { expectedVersion: 'no_stream' });
  const again = await store.appendToStream('newstream', event, { expectedVersion: 'no_stream' });
  expect(first).toMatchObject({ outcome: 'committed', firstEventNumber: 0, position: 0 });
  expect(again).toMatchObject({ outcome: 'already_committed', firstEventNumber: 0, position: 0 });
  const data: unknown[] = [];
  for await (const { event } of store.readStream('newstream')) data.push(event?.data);
  expect(data).toEqual([{ a: 1 }]);
  await expect(
    store.appendToStream('newstream', jsonEvent({ type: 'T', data: 1 }), { expectedVersion: 7 }),
  ).rejects.toBeInstanceOf(WrongExpectedVersionError);
  expect(await store.listStreams()).toHaveLength(1);
});
