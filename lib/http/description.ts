// The description document: which representations a stream has.
import type { StreamName } from '../core/events.ts';
import { writeJson } from '../core/json-writer.ts';
import type { Answer } from './answer.ts';
import { NOT_AT_ALL } from './caching.ts';
import type { Exchange } from './exchange.ts';
import { DESCRIPTION_TYPES } from './negotiate.ts';

export function isDescription(contentType: string): boolean {
  return (DESCRIPTION_TYPES as readonly string[]).includes(contentType);
}

/** The same whether the stream exists or not. */
export function describe(exchange: Exchange, stream: StreamName, contentType: string): Answer {
  const href = exchange.addresses.streamPath(stream);
  const body = writeJson({
    title: `Description document for '${stream}'`,
    description:
      'The description document will be presented when no accept header is present or it was requested',
    _links: {
      self: { href, supportedContentTypes: [contentType] },
      stream: {
        href,
        supportedContentTypes: [
          'application/atom+xml',
          'application/vnd.kurrent.atom+json',
          'application/vnd.eventstore.atom+json',
        ],
      },
    },
  });
  const headers = {
    'Content-Type': `${contentType}; charset=utf-8`,
    'Cache-Control': NOT_AT_ALL,
    Vary: 'Accept',
  };
  return { status: 200, reason: 'Description Document', headers, body };
}
