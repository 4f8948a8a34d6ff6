// Addresses of the HTTP interface, as a terminal or a script uses them.
import type { StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';

/** Absolute address of a stream, or of what lies below it: `httpAddress('s', 'head/backward/20')`. */
export function httpAddress(stream: StreamName, below = ''): string {
  const name = encodeURIComponent(stream).replaceAll('%24', '$');
  return new URL(`streams/${name}${below === '' ? '' : `/${below}`}`, document.baseURI).href;
}

/** The part of a page's address below its stream. */
export function pagePath({ from, direction, count }: PageAddress): string {
  return `${from}/${direction}/${count}`;
}

/** The path under which the app lives, and with it the HTTP interface. */
export function basePath(): string {
  return new URL('.', document.baseURI).pathname;
}
