// Answers /streams/… of this origin from the store, and starts the app without a network.
import { cleanupOutdatedCaches, getCacheKeyForURL, matchPrecache, precache } from 'workbox-precaching';
import { createHandler } from '../lib/http/handler.ts';
import { prefersHtml } from '../lib/http/negotiate.ts';
import { type EventStore, openEventStore } from '../lib/index.ts';
import { hashRouteOf } from './stream-address.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const scope = new URL(self.registration.scope);

self.addEventListener('install', () => {
  // The first worker may start at once; a later one waits until the person says so, and while hacking nobody waits.
  if (!self.registration.active || import.meta.env.DEV) void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  switch (event.data) {
    case 'skip_waiting':
      return event.waitUntil(self.skipWaiting());
    case 'claim': // A hard reload leaves its page without a worker until the worker claims it.
      return event.waitUntil(self.clients.claim());
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length);
  if (path === 'streams' || path.startsWith('streams/')) {
    event.respondWith(answer(request, path));
  } else if (request.method === 'GET') {
    const file = path === '' ? 'index.html' : path;
    if (getCacheKeyForURL(file) !== undefined) event.respondWith(stored(file, request));
  }
});

precache([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

async function answer(request: Request, path: string): Promise<Response> {
  if (prefersHtml(request)) return Response.redirect(new URL(hashRouteOf(path), scope), 302);
  const response = (await storeAnswer(request)) ?? plain(404, 'There is nothing at this address.');
  return request.method === 'HEAD' ? new Response(null, response) : response;
}

async function storeAnswer(request: Request): Promise<Response | undefined> {
  try {
    return await createHandler(await defaultStore(), { base: scope.href })(request);
  } catch (error) {
    return plain(503, `The store could not answer: ${error instanceof Error ? error.message : error}`);
  }
}

/** A file of the app as it was stored; from the network when the browser has dropped it. */
async function stored(file: string, request: Request): Promise<Response> {
  return (await matchPrecache(file)) ?? fetch(request);
}

let store: Promise<EventStore> | undefined;

function defaultStore(): Promise<EventStore> {
  store ??= openEventStore().catch((error: unknown) => {
    store = undefined; // The next request tries again.
    throw error;
  });
  return store;
}

function plain(status: number, line: string): Response {
  return new Response(`${line}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
