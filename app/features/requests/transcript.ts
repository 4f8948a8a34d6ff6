// The wire as the client knows it: what it sent, and what came back.
import type { Answer, Attempt } from '../../client/attempt.ts';
import { bodyText, type ClientRequest } from '../../client/request.ts';

/** The HTTP message that an attempt sent. `base` is the URL that paths are below. */
export function requestText(request: ClientRequest, path: string, base: string): string {
  const url = new URL(`${base}${path}`);
  return [
    `${request.method} ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${request.body.length}`,
    '',
    bodyText(request),
  ].join('\n');
}

/** The answer, or that there was none: a client cannot know more. */
export function answerText(attempt: Attempt): string {
  switch (attempt.client.kind) {
    case 'sending':
      return '(waiting for an answer)';
    case 'no_answer':
      return attempt.durationMs === null
        ? '(no answer arrived)'
        : `(no answer arrived in ${Math.round(attempt.durationMs)} ms)`;
    case 'answered':
      return responseText(attempt.client.answer);
  }
}

function responseText({ status, statusText, headers, body }: Answer): string {
  const head = [`HTTP/1.1 ${status} ${statusText}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return body === '' ? head.join('\n') : [...head, '', body].join('\n');
}
