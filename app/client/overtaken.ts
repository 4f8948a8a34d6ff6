// Refused requests with events that came into the stream another way: nothing of them is left to send.
import type { EventStore } from '../../lib/index.ts';
import type { Client } from './client.ts';
import { assignedId, type History, latestOutcome, needingYou } from './history.ts';
import { isOther, readStored } from './stored-events.ts';

/** Looks at once, when a request is refused, and at each commit to the stream of one. Returns the way to stop. */
export function watchOvertaken(client: Client, store: EventStore): () => void {
  const looked = new Set<string>();
  let touched = new Set<string>();
  let looking = false;
  let stopped = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    for (let next = due(); next !== undefined && !stopped; next = due()) {
      looked.add(keyOf(next));
      if (await isAllThere(store, next)) client.noteOvertaken(next.request.id);
    }
    looking = false;
  }

  /** A refused request that was not looked at since it was refused, or since its stream has changed. */
  function due(): History | undefined {
    const refused = needingYou(client.histories()).filter(isRefused);
    for (const history of refused) if (touched.has(history.request.stream)) looked.delete(keyOf(history));
    touched = new Set();
    return refused.find((history) => !looked.has(keyOf(history)));
  }

  function wake(): void {
    look().catch((error: unknown) => {
      looking = false;
      if (stopped) return;
      console.warn('The refused requests could not be compared with their streams.', error);
    });
  }

  const stops = [
    client.onChange(wake),
    store.onCommit(({ streams }) => {
      for (const { stream } of streams) touched.add(stream);
      wake();
    }),
  ];
  wake();
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}

function keyOf({ request, attempts }: History): string {
  return `${request.id}/${attempts.length}`;
}

function isRefused(history: History): boolean {
  const { kind } = latestOutcome(history);
  return kind === 'conflict' || kind === 'partial';
}

async function isAllThere(store: EventStore, history: History): Promise<boolean> {
  const events = await readStored(store, history.request, assignedId(history));
  return events.every((event) => event.at !== null && !isOther(event));
}
