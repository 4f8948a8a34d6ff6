// Requests for tests of the handler, without a network.

import type { EventStore } from '../event-store.ts';
import { createHandler, type HandlerOptions } from './handler.ts';

export const BASE = 'http://127.0.0.1:2113';
/** An event id for tests that need one event only. */
export const ID = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';
export const NEW_ID = '0a61c093-2fe5-4f9f-8c4e-8589099e917c';

export interface TestAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  readonly text: string;
}

type Sent = Readonly<Record<string, string>>;

export interface TestClient {
  /** Throws when the handler does not take the request. */
  send(
    method: string,
    path: string,
    headers?: Sent,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<TestAnswer>;
  get(path: string, accept?: string, more?: Sent): Promise<TestAnswer>;
  /** One event of type `t` and id `ID`. */
  postJson(path: string, body: string, headers?: Sent): Promise<TestAnswer>;
  postList(path: string, body: string, headers?: Sent): Promise<TestAnswer>;
}

export function createTestClient(store: EventStore, options: HandlerOptions = {}): TestClient {
  const handle = createHandler(store, { newId: () => NEW_ID, ...options });
  const send: TestClient['send'] = async (method, path, headers = {}, body) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const request = new Request(BASE + path, { method, headers, ...(bytes && { body: bytes }) });
    const response = await handle(request);
    if (!response) throw new Error(`${path} was not taken.`);
    return {
      status: response.status,
      reason: response.statusText,
      headers: response.headers,
      text: await response.text(),
    };
  };
  const json = { 'Content-Type': 'application/json', 'ES-EventType': 't', 'ES-EventId': ID };
  const list = { 'Content-Type': 'application/vnd.eventstore.events+json' };
  return {
    send,
    get: (path, accept = 'application/json', more = {}) => send('GET', path, { Accept: accept, ...more }),
    postJson: (path, body, headers = {}) => send('POST', path, { ...json, ...headers }, body),
    postList: (path, body, headers = {}) => send('POST', path, { ...list, ...headers }, body),
  };
}

/** The id of the nth event of a test. */
export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A list of events without data. */
export function listOf(...ids: readonly string[]): string {
  return JSON.stringify(ids.map((eventId) => ({ eventId, eventType: 't', data: {} })));
}
