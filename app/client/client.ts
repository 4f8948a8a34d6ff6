// The client: posts requests over the link, keeps them and their attempts, and retries the same bytes.
import { type Attempt, abandoned } from './attempt.ts';
import { type History, nextPath } from './history.ts';
import type { Link, LinkFault } from './link.ts';
import { outcomeOf } from './outcome.ts';
import type { Pages } from './pages.ts';
import type { Post } from './post.ts';
import { type ClientRequest, type LabMark, makeRequest } from './request.ts';
import type { RequestsDatabase } from './requests-database.ts';
import { send, type Wires } from './send.ts';

export interface ClientParts {
  readonly database: RequestsDatabase;
  readonly wires: Wires;
  readonly link: Link;
  readonly pages: Pages;
  /** In ms since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Eight hexadecimal digits. */
  readonly newId: () => string;
  /** Tells the other tabs that something changed. */
  readonly tellOthers: () => void;
}

export interface Posted {
  readonly request: ClientRequest;
  /** Resolves when the client has an answer or stopped waiting. */
  readonly settled: Promise<void>;
}

/** A request of the Lab: marked as its own, with a fault of its own. The link of the page stays as it is. */
export interface Staged {
  readonly lab: LabMark;
  readonly fault: LinkFault;
}

export interface Client {
  /** All requests, oldest first; the same array until something changes. */
  histories(): readonly History[];
  /** Makes a request of it, keeps it and begins the first attempt. Resolves when the request is kept. */
  post(post: Post, basedOn?: string, staged?: Staged): Promise<Posted>;
  /**
   * Makes one more attempt with the same bytes. Resolves when the client has an answer or stopped waiting. `fault`
   * meets this attempt alone, whatever the link is set to.
   */
  retry(requestId: string, fault?: LinkFault): Promise<void>;
  /** Takes the request off the list; what it may have written stays. */
  discard(requestId: string): Promise<void>;
  /** Puts a discarded request back as it was. */
  restore(history: History): Promise<void>;
  /** Reads again what other tabs changed. */
  refresh(): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Calls `listener` when an attempt of this page is over for the client. */
  onOutcome(listener: (history: History) => void): () => void;
}

/** Starts the client: attempts of pages that died count as unanswered from now on. */
export async function startClient(parts: ClientParts): Promise<Client> {
  const client = new RunningClient(parts);
  await client.refresh();
  return client;
}

class RunningClient implements Client {
  readonly #parts: ClientParts;
  #histories: readonly History[] = [];
  readonly #changed = new Set<() => void>();
  readonly #settled = new Set<(history: History) => void>();

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  histories(): readonly History[] {
    return this.#histories;
  }

  async post(post: Post, basedOn?: string, staged?: Staged): Promise<Posted> {
    const { newId, now } = this.#parts;
    const request = await makeRequest(post, { id: newId(), createdMs: now(), basedOn, lab: staged?.lab });
    await this.restore({ request, attempts: [] });
    return { request, settled: this.retry(request.id, staged?.fault) };
  }

  async retry(requestId: string, fault?: LinkFault): Promise<void> {
    const attempt = await this.#attempt(requestId, fault);
    // As the documents say: the client goes to the idempotent URL by itself. Once, so that no answer can send it in circles.
    const settled =
      attempt && outcomeOf(attempt).kind === 'id_assigned' ? await this.#attempt(requestId, fault) : attempt;
    const history = this.#find(requestId);
    if (settled && history) for (const listener of this.#settled) listener(history);
  }

  async discard(requestId: string): Promise<void> {
    await this.#parts.database.remove(requestId);
    this.#show(this.#histories.filter((history) => history.request.id !== requestId));
    this.#parts.tellOthers();
  }

  async restore(history: History): Promise<void> {
    await this.#parts.database.put(history);
    const others = this.#histories.filter((other) => other.request.id !== history.request.id);
    this.#show([...others, history].toSorted((a, b) => a.request.createdMs - b.request.createdMs));
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
    const { database, pages } = this.#parts;
    const kept = await database.all();
    const open = kept.flatMap(({ attempts }) => attempts.filter(({ client }) => client.kind === 'sending'));
    const gone = await pages.gone(open.map((attempt) => attempt.page));
    const dead = open.filter((attempt) => gone.has(attempt.page)).map(abandoned);
    await Promise.all(dead.map((attempt) => database.updateAttempt(attempt)));
    return dead.length > 0 ? database.all() : kept;
  }

  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onOutcome(listener: (history: History) => void): () => void {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  /** Undefined when the request is not on the list any more. */
  async #attempt(requestId: string, fault?: LinkFault): Promise<Attempt | undefined> {
    const { database, wires, link, pages, now } = this.#parts;
    const history = this.#find(requestId);
    if (!history) return undefined;
    const path = nextPath(history, wires.base);
    // Kept before anything is sent: a page that dies now must find the attempt, and the path of its retry, again.
    let attempt = await database.addAttempt({
      requestId,
      page: pages.self,
      path,
      startedMs: now(),
      durationMs: null,
      fault: fault ?? link.take(),
      client: { kind: 'sending' },
      store: { kind: 'unknown' },
    });
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
    this.#show(
      this.#histories.map((history) => {
        if (history.request.id !== attempt.requestId) return history;
        const others = history.attempts.filter(({ number }) => number !== attempt.number);
        return { ...history, attempts: [...others, attempt].toSorted((a, b) => a.number - b.number) };
      }),
    );
  }

  #show(histories: readonly History[]): void {
    this.#histories = histories;
    for (const listener of this.#changed) listener();
  }
}
