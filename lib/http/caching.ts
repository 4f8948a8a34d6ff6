// How long an answer may be kept.
import type { StreamMetadata } from '../core/stream-metadata.ts';
import type { Answer } from './answer.ts';
import { isUnchanged } from './etag.ts';

/** An event never changes, nor does a page that no event can be added to. */
export const FOR_EVER = 'max-age=31536000, private';
export const NOT_AT_ALL = 'max-age=0, no-cache, must-revalidate';

/** For what can still grow: `$cacheControl` of the stream in seconds, or not at all. */
export function growingCacheControl(metadata: StreamMetadata | undefined): string {
  return metadata?.cacheControl === undefined ? NOT_AT_ALL : `max-age=${metadata.cacheControl}, private`;
}

/** What a successful read is answered with: as a whole, or with 304 when the client has it. */
export function representation(
  request: Request,
  shown: {
    readonly contentType: string;
    /** Quoted and sent only where `growing`; conditional requests are answered anyway. */
    readonly eTag?: string;
    readonly growing: boolean;
    readonly cacheControl: string;
    readonly body: () => string | Uint8Array<ArrayBuffer>;
  },
): Answer {
  const headers = {
    'Cache-Control': shown.cacheControl,
    Vary: 'Accept',
    ...(shown.growing && shown.eTag !== undefined && { ETag: `"${shown.eTag}"` }),
  };
  if (shown.eTag !== undefined && isUnchanged(request, shown.eTag)) {
    return { status: 304, reason: 'Not Modified', headers, body: null };
  }
  const body = shown.body();
  const contentType = typeof body === 'string' ? `${shown.contentType}; charset=utf-8` : shown.contentType;
  return { status: 200, reason: 'OK', headers: { ...headers, 'Content-Type': contentType }, body };
}
