// A person who opens /streams/… before the service worker is there gets the app at that stream, as with it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { prefersHtml } from '../../lib/http/negotiate.ts';
import { isStorePath } from '../../lib/http/routes.ts';
import { hashRouteOf } from '../stream-address.ts';

/** True when a browser shall show the app at the stream that this request names. */
export function asksForApp({ method, url, headers }: IncomingMessage): boolean {
  if (method !== 'GET' || headers.accept === undefined || !isStreams(url)) return false;
  return prefersHtml(new Request(`http://localhost${url}`, { headers: { accept: headers.accept } }));
}

export function openTheApp(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (!asksForApp(request)) {
    next();
    return;
  }
  const location = `/${hashRouteOf(pathOf(request.url))}`;
  response.writeHead(302, { Location: location, 'Cache-Control': 'no-store' }).end();
}

export function isStreams(url: string | undefined): boolean {
  return /^\/streams(\/|$)/.test(pathOf(url));
}

/** An address that the store answers. */
export function isStore(url: string | undefined): boolean {
  return isStreams(url) || isStorePath(pathOf(url).slice(1));
}

/** The path as it came, percent-encoded. */
export function pathOf(url = ''): string {
  return url.split('?', 1)[0] ?? '';
}
