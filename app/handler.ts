// The HTTP interface inside the page. Its code is loaded with the first request, or before, when the page is idle.
import type { EventStore } from '../lib/index.ts';
import { loadHandler } from './load-handler.ts';
import { newUuid } from './seed.ts';

/** Answers a request as the store's HTTP interface does; `base` is the path under which the app lives. */
export function handlerOf(
  store: EventStore,
  base: string,
): (request: Request) => Promise<Response | undefined> {
  let handler: ((request: Request) => Promise<Response | undefined>) | undefined;
  return async (request) => {
    const { createHandler } = await loadHandler();
    handler ??= createHandler(store, { base, newId: newUuid });
    return handler(request);
  };
}
