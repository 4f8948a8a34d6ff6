// Addresses of the HTTP interface, as a terminal or a script uses them.
import { escapeSegment } from '../../../lib/http/addresses.ts';
import type { StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { ALL } from './all.ts';

/** Absolute address of a stream, or of what lies below it: `httpAddress('s', 'head/backward/20')`. */
export function httpAddress(stream: StreamName, below = ''): string {
  const name = escapeSegment(stream).replaceAll('%24', '$');
  return new URL(`streams/${name}${below === '' ? '' : `/${below}`}`, document.baseURI).href;
}

/** The part of a page's address below its stream. */
export function pagePath(stream: StreamName, { from, direction, count }: PageAddress): string {
  return `${stream === ALL ? positionOf(from, direction) : from}/${direction}/${count}`;
}

/** Positions go over the wire as commit and prepare position, 16 hexadecimal digits each; backwards from one past the first. */
function positionOf(from: number | 'head', direction: PageAddress['direction']): string {
  if (from === 'head') return from;
  const position = direction === 'backward' ? from + 1 : from;
  return position.toString(16).toUpperCase().padStart(16, '0').repeat(2);
}

/** The path under which the app lives, and with it the HTTP interface. */
export function basePath(): string {
  return new URL('.', document.baseURI).pathname;
}
