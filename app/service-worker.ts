// Answers /streams/…, /ping and /info of this origin from the store, and starts the app without a network.
import { PrecacheController } from 'workbox-precaching';
import { prefersHtml } from '../lib/http/negotiate.ts';
import { isStorePath } from '../lib/http/routes.ts';
import { PAGE_HEADER } from './content-policy.ts';
import { serveDefaultStore } from './default-store.ts';
import { hashRouteOf } from './stream-address.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const scope = new URL(self.registration.scope);
const answerFromStore = serveDefaultStore(scope.pathname);

const files = new PrecacheController();
files.addToCacheList([...self.__WB_MANIFEST]);

self.addEventListener('install', (event) => {
  void files.install(event);
  // The first worker may start at once; a later one waits until the person says so, and while hacking nobody waits.
  if (!self.registration.active || import.meta.env.DEV) void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  // Alone, the tab that asked for this version is about to be loaded anew.
  event.waitUntil(Promise.all([self.clients.claim(), forgetOldFiles(event, 1)]));
});

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
  if (path === 'streams' || isStorePath(path)) {
    event.respondWith(answer(request, path));
  } else if (request.method === 'GET') {
    const file = path === '' ? 'index.html' : path;
    if (files.getCacheKeyForURL(file) !== undefined) event.respondWith(stored(file, request));
    else if (path.startsWith('assets/')) event.respondWith(storedBefore(request));
    if (request.mode === 'navigate') event.waitUntil(forgetOldFiles(event, 0));
  }
});

function answer(request: Request, path: string): Response | Promise<Response> {
  // A navigation that is no GET is a form, and no page of the app has one: it comes from another site.
  if (request.mode === 'navigate' && request.method !== 'GET') {
    return new Response('No form of a page can write here. Nothing was written.\n', { status: 403 });
  }
  // A person opened the address: they get the app at that stream.
  if (path.startsWith('streams') && prefersHtml(request))
    return Response.redirect(new URL(hashRouteOf(path), scope), 302);
  return answerFromStore(request);
}

/** A file of the app as it was stored; from the network when the browser has dropped it. */
async function stored(file: string, request: Request): Promise<Response> {
  const response = (await unlessRefused(() => files.matchPrecache(file))) ?? (await fetch(request));
  return response.ok && file.endsWith('.html') ? withPolicy(response) : response;
}

/** A tab that was not reloaded since the last version still asks for files of that one, which its host has no more. */
async function storedBefore(request: Request): Promise<Response> {
  const { cacheName } = files.strategy;
  return (await unlessRefused(() => caches.match(request, { cacheName }))) ?? fetch(request);
}

/** Undefined also where the browser does not let the worker read what it stored. */
async function unlessRefused(read: () => Promise<Response | undefined>): Promise<Response | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}

/** The files of earlier versions go when no more than so many tabs are open, which do not need them. */
async function forgetOldFiles(event: ExtendableEvent, mayBeOpen: 0 | 1): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length <= mayBeOpen) await files.activate(event);
}

/** A host that sends files as they are cannot say that no other site may frame the app; the worker can. */
function withPolicy(response: Response): Response {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', PAGE_HEADER);
  headers.set('X-Content-Type-Options', 'nosniff');
  return new Response(response.body, { status, statusText, headers });
}
