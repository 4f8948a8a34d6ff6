// The default store over HTTP, for requests that come without a page: from an address bar, a script, a terminal.
import { createHandler } from '../lib/http/handler.ts';
import { openEventStore } from '../lib/index.ts';
import { DEFAULT_STORE } from './store-name.ts';

/**
 * Answers requests for what is below `base` from the default store, which is opened by the first of them.
 * Never rejects: when the store cannot be opened, the answer says so, and the next request tries again.
 */
export function serveDefaultStore(base: string): (request: Request) => Promise<Response> {
  let opening: ReturnType<typeof handlerOf> | undefined;
  return async (request) => {
    try {
      opening ??= handlerOf(base);
      const handler = await opening;
      return (await handler(request)) ?? plain(404, 'There is nothing at this address.');
    } catch (error) {
      opening = undefined;
      const why = error instanceof Error ? error.message : String(error);
      return plain(503, `The store could not answer: ${why}`);
    }
  };
}

async function handlerOf(base: string) {
  return createHandler(await openEventStore({ name: DEFAULT_STORE }), { base });
}

function plain(status: number, line: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
  return new Response(`${line}\n`, { status, headers });
}
