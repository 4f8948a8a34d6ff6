// Two tabs of one contender: the one that measures, and the other, which does what it is told over a BroadcastChannel.
import { eventMaker } from './events.ts';
import { timed } from './stopwatch.ts';
import type { Subject } from './subject.ts';

/** The other tab, as the measuring one sees it. */
export interface OtherTab {
  /** Has it append one event at that version. @returns the µs that the append took there */
  append(stream: string, version: number): Promise<number>;
  /** When it sees the next commit of this tab, in µs of this tab's clock, see `nowUs`. */
  nextSeen(): Promise<number>;
}

const alone = () => Promise.reject(new Error('There is no other tab.'));
export const NO_OTHER_TAB: OtherTab = { append: alone, nextSeen: alone };

type Order =
  | { readonly kind: 'ping' }
  | { readonly kind: 'append'; readonly stream: string; readonly version: number };

type Message =
  | { readonly order: Order }
  /** Of a ping the time there, of an append how long it took. */
  | { readonly done: number }
  | { readonly seen: number };

const channelOf = (contender: string) => new BroadcastChannel(`tabs of ${contender}`);
const PINGS = 30;
const PATIENCE_MS = 5000;

/** µs since a moment that is nearly the same in all tabs. */
export function nowUs(): number {
  return 1000 * (performance.timeOrigin + performance.now());
}

/** In the other tab: does what it is told until the page closes. */
export async function attend(contender: string, subject: Subject): Promise<void> {
  const channel = channelOf(contender);
  const maker = eventMaker(0);
  const post = (message: Message) => channel.postMessage(message);
  await subject.onCommitElsewhere?.(() => post({ seen: nowUs() }));
  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (!('order' in data)) return;
    if (data.order.kind === 'ping') return post({ done: nowUs() });
    const { stream, version } = data.order;
    const [event] = maker.make(1);
    if (event) post({ done: await timed(() => subject.append(stream, version, [event])) });
  };
}

/** In the measuring tab. */
export async function openOtherTab(contender: string): Promise<OtherTab & { close(): void }> {
  const channel = channelOf(contender);

  function next<Key extends 'done' | 'seen'>(key: Key): Promise<number> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`The other tab has ${key} nothing.`)), PATIENCE_MS);
      channel.addEventListener('message', function heard({ data }: MessageEvent<Message>) {
        if (!(key in data)) return;
        clearTimeout(patience);
        channel.removeEventListener('message', heard);
        resolve((data as Readonly<Record<Key, number>>)[key]);
      });
    });
  }

  function order(what: Order): Promise<number> {
    const done = next('done');
    channel.postMessage({ order: what } satisfies Message);
    return done;
  }

  const ahead = await clockDifference(() => order({ kind: 'ping' }));
  return {
    append: (stream, version) => order({ kind: 'append', stream, version }),
    nextSeen: async () => (await next('seen')) - ahead,
    close: () => channel.close(),
  };
}

/** How far the other clock is ahead, in µs: from the ping that came back soonest, since it was delayed the least. */
async function clockDifference(ping: () => Promise<number>): Promise<number> {
  let soonest = { tookUs: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let i = 0; i < PINGS; i++) {
    const sent = nowUs();
    const there = await ping();
    const tookUs = nowUs() - sent;
    if (tookUs < soonest.tookUs) soonest = { tookUs, ahead: there - (sent + tookUs / 2) };
  }
  return soonest.ahead;
}
