// Sends the whole queue now.
import type { Client } from '../../client/client.ts';
import { queuedOf } from '../../client/history.ts';
import { firstInLine } from '../../client/waiting.ts';

/**
 * What is queued, and what goes before it, waits no longer, stopped or not; it goes out in its order. Resolves with how
 * many requests that are.
 */
export async function retryQueued(client: Client): Promise<number> {
  const queued = queuedOf(client.histories());
  const streams = new Set(queued.map(({ request }) => request.stream));
  const before = firstInLine(client.histories()).filter(({ request }) => streams.has(request.stream));
  const all = new Set([...before, ...queued]);
  for (const { waiting } of all)
    if (waiting) await client.changeWaiting(waiting, { page: client.page, stopped: false, pauseMs: 0 });
  return all.size;
}
