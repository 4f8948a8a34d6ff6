import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { parseXml } from '../../lib/core/xml-parser.ts';
import { createHandler } from '../../lib/http/handler.ts';
import type { EventStore } from '../../lib/index.ts';
import { anyConversation, BASE, requestOf, type SentRequest } from './requests.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';

const EXPLAINED = [200, 201, 204, 304, 307, 400, 404, 405, 406, 410, 413, 415];

/** Sends it, ends a long poll at once, and checks what holds for every answer. */
async function answered(store: EventStore, sent: SentRequest): Promise<Response | undefined> {
  const leave = new AbortController();
  const request = requestOf(sent, leave.signal);
  if (!request) return undefined;
  const before = await store.headPosition();
  const answering = createHandler(store)(request);
  setTimeout(() => leave.abort(), 1);
  const response = await answering;
  const isOurs = new URL(request.url).pathname.startsWith('/streams/');
  expect(response !== undefined).toBe(isOurs);
  if (!response) return undefined;
  const text = await response.clone().text();
  expect(EXPLAINED, text).toContain(response.status);
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(response.headers.get('Content-Security-Policy')).toContain('sandbox');
  if ([400, 405, 413, 415].includes(response.status) && sent.method !== 'HEAD') expect(text).not.toBe('');
  expectReadable(response, text);
  const written = (await store.headPosition()) - before;
  if (response.headers.get('Store-Outcome') !== 'committed') expect(written).toBe(0);
  else expect(written).toBeGreaterThan(0);
  return response;
}

function expectReadable(response: Response, text: string): void {
  const type = response.headers.get('Content-Type') ?? '';
  if (text === '') return;
  if (type.includes('json')) JSON.parse(text);
  else if (type.includes('xml')) expect(parseXml(text), text).toMatchObject({ kind: 'document' });
  else expect(type).toMatch(/^(text\/plain; charset=utf-8|application\/octet-stream)$/);
}

test(
  'whatever is sent, the answer explains itself and can be parsed, and what was not committed wrote nothing',
  () =>
    tryProperty('HTTP conversations', 150, [anyConversation], (requests) =>
      withStore(async (store) => {
        for (const sent of requests) {
          const response = await answered(store, sent);
          const location = response?.headers.get('Location');
          if (response?.status !== 201 || !location) continue;
          const path = location.slice(location.indexOf('/streams/'));
          const there = await answered(store, { method: 'GET', path, headers: [], body: null });
          // Metadata may hide it at once.
          expect([200, 404, 410], `${BASE}${path}`).toContain(there?.status);
        }
      }),
    ),
  TIMEOUT_MS,
);
