import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { openEventStore } from '../../lib/index.ts';
import type { Attempt } from './attempt.ts';
import type { Client } from './client.ts';
import type { History } from './history.ts';
import { watchOvertaken } from './overtaken.ts';
import { makeRequest } from './request.ts';

const ID = '00000000-0000-4000-8000-00000000000a';

/** A request of one event that was refused, and a store in which its stream is. */
async function refused(
  headers: Record<string, string> = { 'ES-CurrentVersion': '0', 'Store-Reason': 'behind' },
) {
  const store = await openEventStore({ name: crypto.randomUUID() });
  const events = [{ id: ID, type: 'T', data: '{"a":1}', metadata: null }];
  const post = { stream: 's', expectedVersion: 'no_stream', events } as const;
  const request = await makeRequest(post, { id: 'a1', createdMs: 0, order: 0 });
  const answer = { status: 400, statusText: '', headers: Object.entries(headers), body: '' };
  const attempt = { requestId: 'a1', number: 1, client: { kind: 'answered', answer } } as unknown as Attempt;
  const noted: string[] = [];
  const histories: readonly History[] = [{ request, attempts: [attempt] }];
  const client: Pick<Client, 'histories' | 'onChange' | 'noteOvertaken'> = {
    histories: () => histories,
    onChange: () => () => {},
    noteOvertaken: (id) => noted.push(id),
  };
  const stop = watchOvertaken(client as Client, store);
  const write = (data: string, id = ID) => store.appendToStream('s', { id, type: 'T', data, metadata: null });
  return { store, stop, noted, write };
}

test('what another way brought the same event is solved, also before the page was opened', async () => {
  const { store, stop, noted, write } = await refused();
  await write('{}', crypto.randomUUID());
  await write('{"a":1}');
  await vi.waitFor(() => expect(noted).toContain('a1'));
  stop();
  await store.close();
});

test('another event under its id, or another id, solves nothing', async () => {
  const { store, stop, noted, write } = await refused();
  const reads = vi.spyOn(store, 'findEventIds');
  await write('{"a":1}', crypto.randomUUID());
  await write('{"a":2}');
  await vi.waitFor(() => expect(reads.mock.calls.length).toBeGreaterThan(1));
  stop();
  await store.close();
  expect(noted).toEqual([]);
});

test('a commit to another stream reads nothing', async () => {
  const { store, stop } = await refused();
  const reads = vi.spyOn(store, 'findEventIds');
  const event = { id: ID, type: 'T', data: '1', metadata: null };
  for (const _ of [1, 2, 3]) await store.appendToStream('other', { ...event, id: crypto.randomUUID() });
  expect(reads.mock.calls.length).toBeLessThanOrEqual(1);
  stop();
  await store.close();
});
