// Headers that keep other sites away from the app's files, and the app's pages to themselves.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PAGE_HEADER, WORKER_HEADER } from '../content-policy.ts';
import { pathOf } from './open-the-app.ts';

/** For every answer: it is what it says it is, and no page of another site may include it. */
export const FOR_OWN_PAGES = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export function securityHeaders(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  for (const [name, value] of Object.entries(FOR_OWN_PAGES)) response.setHeader(name, value);
  const isScript = pathOf(request.url).endsWith('.js');
  response.setHeader('Content-Security-Policy', isScript ? WORKER_HEADER : PAGE_HEADER);
  next();
}
