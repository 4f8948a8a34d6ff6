// The client at work: what is posted, sent, waited for and kept.
import { finishFirst } from '../under-way.ts';
import { type Attempt, abandoned } from './attempt.ts';
import { behindOf, freedBy, onItsOwn, withBehind } from './chain.ts';
import type { Client, ClientParts, Posted, Staged } from './client.ts';
import { assignedLocation, type History, latestOutcome, nextPath } from './history.ts';
import type { NetworkFault } from './network.ts';
import { builtOn, type OnlyWhile } from './only-while.ts';
import { outcomeOf } from './outcome.ts';
import type { Post } from './post.ts';
import { makeRequest } from './request.ts';
import { send } from './send.ts';
import { TimeLeft } from './time-left.ts';
import { triesByItself, type Waiting, waitingFor } from './waiting.ts';

/** What the network does to an attempt. `once`: a person chose it for this one. */
interface Meets {
  readonly fault: NetworkFault;
  readonly once?: true;
}

/** Keeps what it shows and what is in the database alike. */
export class RunningClient implements Client {
  readonly #parts: ClientParts;
  #histories: readonly History[] = [];
  readonly #changed = new Set<() => void>();
  readonly #settled = new Set<(history: History) => void>();
  readonly #timeLeft: TimeLeft;
  /** By request, and how many attempts it had then. */
  readonly #overtaken = new Map<string, number>();

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#timeLeft = new TimeLeft({ clock: parts.wires.clock, now: parts.now });
  }

  get page(): string {
    return this.#parts.pages.self;
  }

  histories(): readonly History[] {
    return this.#histories;
  }

  leftMs(waiting: Waiting): number {
    return this.#timeLeft.leftMs(waiting);
  }

  async post(post: Post, basedOn?: string, staged?: Staged): Promise<Posted> {
    const { newId, now, pages, database } = this.#parts;
    const origin = basedOn === undefined ? undefined : this.#find(basedOn);
    // What is carried on must not be sent beside it, should it be free some day.
    if (origin?.behind?.kind === 'held' && origin.waiting)
      await this.changeWaiting(origin.waiting, { stopped: true });
    const made = { id: newId(), createdMs: now(), basedOn, lab: staged?.lab };
    const request = await makeRequest(post, { ...made, order: await database.nextOrder() });
    const behind = behindOf({ request, attempts: [] }, (id) => this.#find(id));
    const waits = behind !== undefined || (staged === undefined && this.#hasLine(request.stream));
    const why = waits ? 'turn' : 'first';
    // Kept with the intention to send it: should this page die before it does, another one will.
    const waiting = waitingFor(request.id, { page: pages.self, why, nowMs: now() });
    const history = { request, attempts: [], waiting };
    await this.#keep(history);
    if (!waits) return { request, settled: this.#sendFirst(request.id, staged?.fault) };
    this.#tellOutcome(this.#find(request.id) ?? history);
    return { request, settled: Promise.resolve() };
  }

  async #sendFirst(requestId: string, fault?: NetworkFault): Promise<void> {
    await this.retry(requestId, fault);
    const waiting = this.#find(requestId)?.waiting;
    // Another page knew more of what this one was built on, and it was not sent: it waits for that, as others do.
    if (waiting?.why === 'first') await this.changeWaiting(waiting, { why: 'turn' });
  }

  /** True when something of this page waits to be sent to the stream for the first time. */
  #hasLine(stream: string): boolean {
    return this.#histories.some(
      (history) =>
        history.request.stream === stream &&
        history.request.lab === undefined &&
        history.waiting?.page === this.#parts.pages.self &&
        !history.waiting.stopped &&
        latestOutcome(history).kind === 'queued',
    );
  }

  async retry(requestId: string, fault?: NetworkFault): Promise<void> {
    const found = this.#find(requestId);
    if (found?.behind !== undefined) return this.#tellOutcome(found);
    const history = await this.#send(requestId, () => (fault === undefined ? this.#taken() : { fault }));
    if (history) this.#tellOutcome(history);
  }

  /** What the network does to what a person sends now. */
  #taken(): Meets {
    const { network } = this.#parts;
    const { nextOnly } = network.state();
    const fault = network.take();
    return nextOnly && fault !== 'normal' ? { fault, once: true } : { fault };
  }

  async tryAgain({ request, attempts, waiting }: History): Promise<History | undefined> {
    if (waiting === undefined) return undefined;
    const meets = (): Meets => {
      const { fault, nextOnly } = this.#parts.network.state();
      return { fault: nextOnly ? 'normal' : fault };
    };
    const only: OnlyWhile = { kind: 'waits', waiting };
    const after = await this.#send(request.id, meets, { tries: waiting.tries + 1, only });
    return after !== undefined && after.attempts.length > attempts.length ? after : undefined;
  }

  async setAutomatic(requestId: string, on: boolean): Promise<void> {
    const { pages, now } = this.#parts;
    const waiting = this.#find(requestId)?.waiting;
    const what = { page: pages.self, why: waiting?.why ?? 'no_reply', nowMs: now() } as const;
    const next = { ...waitingFor(requestId, what), stopped: !on };
    await this.#wait(next, waiting === undefined ? { kind: 'nobody_sends' } : { kind: 'waits', waiting });
  }

  async changeWaiting(waiting: Waiting, change: Partial<Waiting>): Promise<void> {
    await this.#wait({ ...waiting, ...change }, { kind: 'waits', waiting });
  }

  /**
   * Sends a request, and goes on to where the store says; it waits when the network is off, or nobody answered.
   * Undefined when another page was faster, or the request was discarded.
   */
  async #send(
    requestId: string,
    meets: () => Meets,
    how: { readonly tries?: number; readonly only?: OnlyWhile } = {},
  ): Promise<History | undefined> {
    const { tries = 0, only = this.#onlyWhile(requestId) } = how;
    const first = meets();
    if (first.fault === 'offline') {
      await this.#waitFor(requestId, first.once ? 'later' : 'network_off', tries, only);
      return this.#find(requestId);
    }
    const attempt = await this.#attempt(requestId, first, only);
    if (attempt === undefined) return undefined;
    // As the documents say: the client goes to the idempotent URL by itself. Once, so that no answer can send it in circles.
    if (outcomeOf(attempt).kind === 'id_assigned') {
      const next = meets();
      if (next.fault === 'offline') await this.#waitFor(requestId, 'network_off', tries);
      else await this.#attempt(requestId, next);
    }
    const history = this.#find(requestId);
    if (history && triesByItself(history)) await this.#waitFor(requestId, 'no_reply', tries);
    return this.#find(requestId);
  }

  /** Without an id two attempts at once would get two ids, and the event would be written under both. */
  #onlyWhile(requestId: string): OnlyWhile | undefined {
    const history = this.#find(requestId);
    if (history === undefined || assignedLocation(history) !== null) return undefined;
    return history.request.events.some(({ id }) => id === null) ? { kind: 'nobody_sends' } : undefined;
  }

  async takeOver(): Promise<void> {
    const { pages } = this.#parts;
    const waits = this.#histories.flatMap(({ waiting }) => waiting ?? []);
    const gone = await pages.gone(waits.map(({ page }) => page));
    for (const waiting of waits) {
      if (!gone.has(waiting.page)) continue;
      const change = waiting.why === 'first' ? ({ why: 'later', pauseMs: 0 } as const) : {};
      await this.changeWaiting(waiting, { page: pages.self, ...change });
    }
  }

  #waitFor(requestId: string, why: Waiting['why'], tries: number, only?: OnlyWhile): Promise<void> {
    const { pages, now } = this.#parts;
    return this.#wait(waitingFor(requestId, { page: pages.self, why, nowMs: now(), tries }), only);
  }

  async #wait(waiting: Waiting, only?: OnlyWhile): Promise<void> {
    if (!(await this.#parts.database.setWaiting(waiting, only))) return;
    this.#showHistory(waiting.requestId, (history) => ({ ...history, waiting }));
    this.#parts.tellOthers();
  }

  #tellOutcome(history: History): void {
    for (const listener of this.#settled) listener(history);
  }

  noteOvertaken(requestId: string): void {
    this.#overtaken.set(requestId, this.#find(requestId)?.attempts.length ?? 0);
    this.#show(this.#histories);
  }

  /** Another attempt tells more. */
  #withOvertaken(history: History): History {
    const { overtaken: _, ...rest } = history;
    const isSo = this.#overtaken.get(history.request.id) === history.attempts.length;
    if (isSo === (history.overtaken ?? false)) return history;
    return isSo ? { ...rest, overtaken: true } : rest;
  }

  async discard(requestId: string): Promise<void> {
    const discarded = this.#find(requestId);
    const freed = discarded === undefined ? [] : freedBy(discarded, this.#histories);
    await this.#parts.database.remove(requestId, freed);
    const others = this.#histories.filter((history) => history.request.id !== requestId);
    this.#show(
      others.map((history) =>
        freed.includes(history.request) ? { ...history, request: onItsOwn(history.request) } : history,
      ),
    );
    this.#parts.tellOthers();
  }

  async restore({ request, attempts, waiting }: History): Promise<void> {
    // What was under way then is not noted any more, and nobody is about to send it.
    const waits = waiting?.why === 'first' ? { ...waiting, why: 'later' as const } : waiting;
    await this.#keep({
      request,
      attempts: attempts.map(abandoned),
      ...(waits === undefined ? {} : { waiting: waits }),
    });
  }

  async #keep(history: History): Promise<void> {
    await this.#parts.database.put(history);
    const others = this.#histories.filter((other) => other.request.id !== history.request.id);
    this.#show([...others, history].toSorted((a, b) => a.request.order - b.request.order));
    this.#parts.tellOthers();
  }

  async refresh(): Promise<void> {
    for (;;) {
      const before = this.#histories;
      const kept = await this.#kept();
      // What this page did while it was reading is newer than what it read.
      if (before === this.#histories) return this.#show(kept);
    }
  }

  async #kept(): Promise<readonly History[]> {
    const { database, pages, now } = this.#parts;
    const kept = await database.all();
    const open = kept.flatMap(({ attempts }) => attempts.filter(({ client }) => client.kind === 'sending'));
    const gone = await pages.gone(open.map((attempt) => attempt.page));
    const dead = open.filter((attempt) => gone.has(attempt.page)).map(abandoned);
    if (dead.length === 0) return kept;
    await Promise.all(dead.map((attempt) => database.updateAttempt(attempt)));
    const ids = new Set(dead.map(({ requestId }) => requestId));
    const left = (await database.all()).filter(({ request }) => ids.has(request.id)).filter(triesByItself);
    const what = { page: pages.self, why: 'no_reply', nowMs: now() } as const;
    await Promise.all(left.map(({ request }) => database.setWaiting(waitingFor(request.id, what))));
    return database.all();
  }

  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onOutcome(listener: (history: History) => void): () => void {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  /** Undefined when the request is not on the list any more, or `only` does not hold. */
  #attempt(requestId: string, meets: Meets, only?: OnlyWhile): Promise<Attempt | undefined> {
    return finishFirst(this.#attempted(requestId, meets, only));
  }

  async #attempted(
    requestId: string,
    { fault, once }: Meets,
    only?: OnlyWhile,
  ): Promise<Attempt | undefined> {
    const { database, wires, pages, now } = this.#parts;
    const history = this.#find(requestId);
    if (!history) return undefined;
    const path = nextPath(history, wires.base);
    // Kept before anything is sent: a page that dies now must find the attempt, and the path of its retry, again.
    const added = await database.addAttempt(
      {
        requestId,
        page: pages.self,
        path,
        startedMs: now(),
        durationMs: null,
        fault,
        ...(once === undefined ? {} : { once }),
        ...(latestOutcome(history).kind === 'queued' ? { queued: true } : {}),
        client: { kind: 'sending' },
        store: { kind: 'unknown' },
      },
      only,
      builtOn(history.request),
    );
    if (added === undefined) return undefined;
    let attempt = added;
    const note = async (seen: Partial<Attempt>) => {
      attempt = { ...attempt, ...seen };
      this.#showAttempt(attempt);
      await database.updateAttempt(attempt);
      this.#parts.tellOthers();
    };
    this.#showAttempt(attempt);
    this.#parts.tellOthers();
    const started = wires.clock();
    const sent = send(history.request, path, attempt.fault, wires);
    const stored = sent.store.then((store) => note({ store }));
    const client = await sent.client;
    await note({ client, durationMs: wires.clock() - started });
    if (client.kind === 'answered') await stored;
    return attempt;
  }

  #find(requestId: string): History | undefined {
    return this.#histories.find((history) => history.request.id === requestId);
  }

  #showAttempt(attempt: Attempt): void {
    this.#showHistory(attempt.requestId, ({ request, attempts, waiting }) => {
      const others = attempts.filter(({ number }) => number !== attempt.number);
      const all = [...others, attempt].toSorted((a, b) => a.number - b.number);
      // What is being sent does not wait; an answer that comes late finds it waiting again.
      const waits = attempt.client.kind !== 'sending' && waiting !== undefined;
      return { request, attempts: all, ...(waits ? { waiting } : {}) };
    });
  }

  #showHistory(requestId: string, change: (history: History) => History): void {
    this.#show(
      this.#histories.map((history) => (history.request.id === requestId ? change(history) : history)),
    );
  }

  #show(histories: readonly History[]): void {
    this.#histories = withBehind(histories).map((history) => this.#withOvertaken(history));
    this.#timeLeft.follow(histories);
    for (const listener of this.#changed) listener();
  }
}
