// The second writer: another tab, or where the browser opens none, another connection to the store in this tab.
import { type EventStore, openEventStore } from '../../../../lib/index.ts';
import { openClient } from '../../../client/open-client.ts';
import { paths } from '../../../router.ts';
import { Racer } from './race.ts';

/** How long a new tab may take to join. */
const JOIN_MS = 15_000;

/** Brings a second writer into the race of `racer`, unless there is one. Call it right after a click. */
export async function openRival(racer: Racer, store: EventStore): Promise<void> {
  if (racer.other() !== null) return;
  if (openTab(racer.stream, store.name) && (await hasJoined(racer))) return;
  racer.closeWith(await openWriterHere(racer.stream, store));
  await hasJoined(racer);
}

/** True when the browser opened it. A tab of an earlier race is used again. */
function openTab(stream: string, storeName: string): boolean {
  const address = `${location.pathname}${location.search}${paths.rival(stream)}`;
  const tab = window.open(address, `race of ${storeName}`);
  tab?.focus();
  return tab !== null && !tab.closed;
}

function hasJoined(racer: Racer): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (joined: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(joined);
    };
    const timer = setTimeout(() => end(false), JOIN_MS);
    const stop = racer.subscribe(() => racer.other() !== null && end(true));
    if (racer.other() !== null) end(true);
  });
}

/** A client with a store connection of its own. Resolves with the way to end it. */
async function openWriterHere(stream: string, store: EventStore): Promise<() => void> {
  const own = await openEventStore({ name: store.name, durability: store.durability });
  const { client, close } = await openClient(own);
  const racer = new Racer(stream, { client, store: own, self: 'rival writer' });
  return () => {
    racer.close();
    close();
    void own.close();
  };
}
