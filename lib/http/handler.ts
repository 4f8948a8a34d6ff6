// The store over HTTP: a Request in, a Response out; the same in a page, a worker and Node.
import { v4 } from 'uuid';
import type { EventStore } from '../event-store.ts';
import { addressesOf } from './addresses.ts';
import { getAllPage } from './all-feed.ts';
import { type Answer, badRequest, NOT_FOUND, Refusal, textAnswer, toResponse } from './answer.ts';
import { checkEncoding } from './content-types.ts';
import type { Exchange } from './exchange.ts';
import { getInfo, getPing } from './node-info.ts';
import { errorAnswer } from './response.ts';
import { allowedMethods, type Route, routeBelow } from './routes.ts';
import { sentAddressOf } from './sent-address.ts';
import { getEvent, getMetadata } from './single-event.ts';
import { getHeadPage, getPage } from './stream-feed.ts';
import { deleteStream, postEvents, postMetadata } from './write.ts';
import { keepWrittenFeeds } from './written-feeds.ts';

export interface HandlerOptions {
  /** The path under which the app lives. Default `'/'`. */
  readonly base?: string;
  /** Makes the event id for a client that sent none. Default: a new UUID. */
  readonly newId?: () => string;
}

/**
 * Answers requests for addresses under `{base}streams/`, and for `{base}ping` and `{base}info`; undefined means "not ours".
 * It never throws: what goes wrong is an answer that says so.
 */
export function createHandler(
  store: EventStore,
  options: HandlerOptions = {},
): (request: Request) => Promise<Response | undefined> {
  const { base: path = '', newId = v4 } = options;
  const base = `/${path}/`.replace(/\/+/g, '/');
  const feeds = keepWrittenFeeds();
  return async (request) => {
    const sentTo = sentAddressOf(request);
    if (!sentTo?.path.startsWith(base)) return undefined;
    const route = routeBelow(sentTo.path.slice(base.length));
    if (!route) return undefined;
    const exchange: Exchange = {
      request,
      sentTo,
      store,
      addresses: addressesOf(request, sentTo, base),
      feeds,
      newId,
    };
    const intent = isWrite(request.method) ? 'write' : 'read';
    const answer = await respond(exchange, route).catch((error: unknown) => errorAnswer(error, intent));
    return toResponse(answer, request.method, allowedMethods(route));
  };
}

async function respond(exchange: Exchange, route: Route): Promise<Answer> {
  if (route.kind === 'unknown') return NOT_FOUND;
  if (route.kind === 'malformed')
    throw badRequest(
      'Invalid request. The address has a "%" that begins no code, or codes that are no UTF-8. Nothing was written.',
    );
  const { method } = exchange.request;
  if (method === 'OPTIONS') return textAnswer(200, 'OK', '');
  const name = method === 'HEAD' ? 'GET' : method;
  if (!allowedMethods(route).includes(name)) throw methodNotAllowed(route, method);
  if (isWrite(method)) checkEncoding(exchange.request);
  return actionsFor(exchange, route)[name as keyof Actions]?.() ?? NOT_FOUND;
}

function isWrite(method: string): boolean {
  return method === 'POST' || method === 'DELETE';
}

interface Actions {
  readonly GET?: () => Promise<Answer>;
  readonly POST?: () => Promise<Answer>;
  readonly DELETE?: () => Promise<Answer>;
}

type KnownRoute = Exclude<Route, { kind: 'unknown' | 'malformed' }>;

function actionsFor(exchange: Exchange, route: KnownRoute): Actions {
  switch (route.kind) {
    case 'ping':
      return { GET: async () => getPing(exchange) };
    case 'info':
      return { GET: async () => getInfo(exchange) };
    case 'stream':
      return {
        GET: () => getHeadPage(exchange, route.stream),
        POST: () => postEvents(exchange, route.stream),
        DELETE: () => deleteStream(exchange, route.stream),
      };
    case 'incoming':
      return { POST: () => postEvents(exchange, route.stream, route.id) };
    case 'metadata':
      return {
        GET: () => getMetadata(exchange, route.stream),
        POST: () => postMetadata(exchange, route.stream),
      };
    case 'event':
      return { GET: () => getEvent(exchange, route.stream, route.number, !route.ofMetadata) };
    case 'stream_page':
      return { GET: () => getPage(exchange, route.stream, route.page) };
    case 'all_page': {
      const refuse = refusing('"$all" is all streams together and can only be read');
      return { GET: () => getAllPage(exchange, route.page, route.filtered), POST: refuse, DELETE: refuse };
    }
    case 'empty_stream': {
      const refuse = refusing('Stream must be non-empty string');
      return { POST: refuse, DELETE: refuse };
    }
    case 'trailing_slash': {
      const redirect = (): Promise<Answer> => Promise.resolve(withoutSlash(exchange));
      return { GET: redirect, POST: redirect, DELETE: redirect };
    }
  }
}

function refusing(why: string): () => Promise<Answer> {
  return () => Promise.reject(badRequest(`Invalid request. ${why}. Nothing was written.`));
}

function methodNotAllowed(route: Route, method: string): Refusal {
  const allowed = [
    ...new Set(allowedMethods(route).flatMap((name) => (name === 'GET' ? [name, 'HEAD'] : [name]))),
  ];
  const reason = 'Method Not Allowed';
  return new Refusal(
    405,
    reason,
    `${reason}. ${method} is not among ${allowed.join(', ')}. Nothing was written.`,
    {
      Allow: allowed.join(', '),
    },
  );
}

function withoutSlash({ sentTo, addresses }: Exchange): Answer {
  return textAnswer(307, 'Temporary Redirect', 'Moved Permanently', {
    Location: addresses.uriOf(sentTo.path.slice(0, -1) + sentTo.search),
    'Cache-Control': 'max-age=31536000, public',
  });
}
