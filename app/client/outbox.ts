// The outbox: sends what waits, by itself, in order, one page at a time.
import type { Client } from './client.ts';
import type { Exclusively } from './exclusively.ts';
import type { History } from './history.ts';
import { isSwitchedOff, type Network } from './network.ts';
import type { Pages } from './pages.ts';
import { firstInLine, type Waiting } from './waiting.ts';

export interface OutboxParts {
  readonly client: Pick<
    Client,
    'histories' | 'leftMs' | 'refresh' | 'takeOver' | 'tryAgain' | 'changeWaiting' | 'onChange'
  >;
  readonly network: Network;
  readonly pages: Pages;
  /** A clock for durations, in ms. */
  readonly clock: () => number;
  /** Calls `act` after so many ms. Returns the way to call that off. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly exclusively: Exclusively;
  /** Called after each pass that sent something. `networkIsBack`: that was why. `held`: how many it holds from now on. */
  readonly tell: (sent: readonly History[], networkIsBack: boolean, held: number) => void;
}

/** How late another page must be before this one looks whether it is gone. */
export const LATE_AFTER_MS = 3_000;
/** When another page has its turn and there is no line to wait in. */
const TRY_TURN_AGAIN_MS = 1_000;

/** Starts sending what waits. Returns the way to stop; an attempt that is under way is finished. */
export function startOutbox(parts: OutboxParts): () => void {
  const outbox = new Outbox(parts);
  outbox.start();
  return () => outbox.stop();
}

class Outbox {
  readonly #parts: OutboxParts;
  #callOff = () => {};
  #listening: readonly (() => void)[] = [];
  #passing = false;
  #stopped = false;
  #wasOff: boolean;
  #networkIsBack = false;
  /** Other pages are looked after no more often than they can be late. */
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#wasOff = isSwitchedOff(parts.network.state());
  }

  start(): void {
    const { client, network } = this.#parts;
    this.#listening = [client.onChange(() => this.#plan()), network.subscribe(() => this.#followNetwork())];
    this.#go(); // A page that died may have left something.
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
    for (const stop of this.#listening) stop();
  }

  #followNetwork(): void {
    const off = isSwitchedOff(this.#parts.network.state());
    const isBack = this.#wasOff && !off;
    this.#wasOff = off;
    if (!isBack) return;
    this.#networkIsBack = true;
    this.#go();
  }

  /** Sets the alarm for what is next. */
  #plan(): void {
    this.#callOff();
    if (this.#stopped || this.#passing) return;
    const { client, after } = this.#parts;
    const left = firstInLine(client.histories()).flatMap(({ waiting }) => this.#leftOf(waiting));
    if (left.length === 0) return;
    this.#callOff = after(Math.max(0, Math.min(...left)), () => this.#go());
  }

  /** How long until this page has to do something about it, in ms; nothing when it is for others. */
  #leftOf(waiting: Waiting | undefined): readonly number[] {
    const { client, pages, clock } = this.#parts;
    if (waiting === undefined || waiting.stopped) return [];
    const leftMs = client.leftMs(waiting);
    if (waiting.page !== pages.self) return [Math.max(leftMs, this.#lookedMs - clock()) + LATE_AFTER_MS];
    return waiting.why === 'first' ? [] : [leftMs];
  }

  #go(): void {
    this.#pass().catch((error: unknown) => {
      // What waits is kept; the next change or the next page tries again.
      if (!this.#stopped) console.warn('What waits could not be sent by itself.', error);
    });
  }

  async #pass(): Promise<void> {
    if (this.#passing || this.#stopped) return;
    this.#passing = true;
    this.#callOff();
    const sent: History[] = [];
    let hadTurn = true;
    try {
      hadTurn = await this.#parts.exclusively((keep) => this.#sendDue(sent, keep));
    } finally {
      this.#passing = false;
    }
    if (sent.length > 0) this.#parts.tell(sent, this.#networkIsBack, this.#heldBy(sent));
    if (hadTurn) this.#networkIsBack = false;
    else if (!this.#stopped) this.#callOff = this.#parts.after(TRY_TURN_AGAIN_MS, () => this.#go());
    if (hadTurn) this.#plan();
  }

  async #sendDue(sent: History[], keep: () => Promise<boolean>): Promise<void> {
    const { client, clock } = this.#parts;
    await client.refresh();
    this.#lookedMs = clock();
    await client.takeOver();
    for (;;) {
      await this.#hurry();
      const next = this.#due();
      if (next === undefined || this.#stopped || !(await keep())) return;
      const history = await client.tryAgain(next);
      if (history) sent.push(history);
      else await client.refresh(); // The network is off, or somebody else was faster: see how it waits now.
    }
  }

  #heldBy(sent: readonly History[]): number {
    const ids = new Set(sent.map(({ request }) => request.id));
    return this.#parts.client
      .histories()
      .filter(({ behind }) => behind?.kind === 'held' && ids.has(behind.head)).length;
  }

  /** What waited for the network waits no longer, and neither does what stands before it. */
  async #hurry(): Promise<void> {
    const { client, network } = this.#parts;
    const mine = this.#mine();
    const free = mine.filter(({ waiting }) => waiting?.why === 'network_off');
    if (isSwitchedOff(network.state()) || free.length === 0) return;
    const streams = new Set(free.map(({ request }) => request.stream));
    const before = firstInLine(mine).filter(({ request }) => streams.has(request.stream));
    for (const { waiting, attempts } of new Set([...free, ...before])) {
      if (waiting === undefined) continue;
      const why = waiting.why !== 'network_off' ? waiting.why : attempts.length > 0 ? 'no_reply' : 'turn';
      await client.changeWaiting(waiting, { why, pauseMs: 0 });
    }
  }

  #due(): History | undefined {
    const { client } = this.#parts;
    const mine = this.#mine();
    return firstInLine(client.histories()).find(
      (history) => mine.includes(history) && history.waiting && client.leftMs(history.waiting) <= 0,
    );
  }

  /** What this page is to send by itself, and nobody stopped. */
  #mine(): readonly History[] {
    const { client, pages } = this.#parts;
    return client
      .histories()
      .filter(
        ({ request, waiting, behind }) =>
          request.lab === undefined &&
          behind?.kind !== 'held' &&
          waiting !== undefined &&
          waiting.page === pages.self &&
          !waiting.stopped &&
          waiting.why !== 'first',
      );
  }
}
