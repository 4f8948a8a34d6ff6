// Which representation a request wants: `?format=` first, then Accept with its q values.
import type { Exchange } from './exchange.ts';

const FEED_JSON = 'application/vnd.eventstore.atom+json';
const ATOM = 'application/atom+xml';

/** What a feed can be written as, in the order of the reference. */
export const FEED_TYPES = [
  ATOM,
  'application/vnd.kurrent.atom+json',
  FEED_JSON,
  'text/xml',
  'application/xml',
  'application/json',
  'application/vnd.eventstore.event+xml',
  'application/vnd.kurrent.event+json',
  'application/vnd.eventstore.event+json',
  'application/vnd.eventstore.events+xml',
  'application/vnd.kurrent.events+json',
  'application/vnd.eventstore.events+json',
] as const;

export const DESCRIPTION_TYPES = [
  'application/vnd.kurrent.streamdesc+json',
  'application/vnd.eventstore.streamdesc+json',
] as const;

/** What is said of the node can be written as. */
export const NODE_OFFER = {
  types: ['application/json', 'text/xml', 'application/xml', 'text/plain'],
  byDefault: 'application/json',
} as const satisfies Offer;

export const OCTET_STREAM = 'application/octet-stream';

/** What an address offers, and what it gives to a client that takes anything. */
export interface Offer {
  readonly types: readonly string[];
  readonly byDefault: string;
}

export const FEED_OFFER: Offer = { types: FEED_TYPES, byDefault: FEED_JSON };
export const HEAD_PAGE_OFFER: Offer = { types: [...FEED_TYPES, ...DESCRIPTION_TYPES], byDefault: FEED_JSON };
export const EVENT_OFFER: Offer = { types: [...FEED_TYPES, OCTET_STREAM], byDefault: ATOM };

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['xml', 'text/xml'],
  ['text', 'text/plain'],
  ['atom', ATOM],
  ['atomxj', FEED_JSON],
]);

type Asked = Pick<Exchange, 'request' | 'sentTo'>;

/** The media type to answer with; undefined when nothing that is offered fits. */
export function negotiate({ request, sentTo }: Asked, offer: Offer): string | undefined {
  const format = sentTo.parameters?.get('format')?.toLowerCase();
  if (format) {
    const type = FORMATS.get(format);
    return type !== undefined && offer.types.includes(type) ? type : undefined;
  }
  const sent = request.headers.get('Accept') ?? '';
  // Most clients name the one type that they read.
  if (offer.types.includes(sent)) return sent;
  const ranges = acceptedRanges(sent);
  if (ranges.length === 0) return offer.byDefault;
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ range }) => range));
  const types = offer.types.filter((type) => !refused.has(type));
  for (const { range, q } of ranges) {
    const type = q > 0 ? fitting(range, types, offer.byDefault) : undefined;
    if (type !== undefined) return type;
  }
  return undefined;
}

/**
 * True when a person opens the address: Accept names `text/html` before anything the handler writes, and no `?format=`
 * asks for the raw answer. Whoever serves the handler opens the app then.
 */
export function prefersHtml(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (new URL(request.url).searchParams.has('format')) return false;
  const { types, byDefault } = HEAD_PAGE_OFFER;
  const first = acceptedRanges(request.headers.get('Accept') ?? '').find(
    ({ range, q }) => q > 0 && (isHtml(range) || fitting(range, types, byDefault) !== undefined),
  );
  return first !== undefined && isHtml(first.range);
}

function isHtml(range: string): boolean {
  return range === 'text/html' || range === 'application/xhtml+xml';
}

interface AcceptedRange {
  readonly range: string;
  readonly q: number;
}

/** Best first; of equal weight, in the order they were named. */
function acceptedRanges(accept: string): AcceptedRange[] {
  const ranges: AcceptedRange[] = [];
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (range === '') continue;
    const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))?.split('=')[1];
    const q = weight === undefined ? 1 : Number(weight);
    ranges.push({ range, q: Number.isNaN(q) ? 1 : q });
  }
  return ranges.sort((a, b) => b.q - a.q);
}

function fitting(range: string, types: readonly string[], byDefault: string): string | undefined {
  if (range === '*/*') return types.includes(byDefault) ? byDefault : types[0];
  if (range.endsWith('/*')) return types.find((type) => type.startsWith(range.slice(0, -1)));
  return types.find((type) => type === range);
}
