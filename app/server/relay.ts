// Passes each request to exactly one tab: offered to one at a time, taken at most once, answered at most once.
import { randomUUID } from 'node:crypto';
import type { AnswerHead, Envelope, RequestHead } from './wire.ts';

export type Passed =
  | { readonly kind: 'answered'; readonly answer: Envelope<AnswerHead> }
  /** There is no tab to take it, so nothing was done. */
  | { readonly kind: 'no_tab' }
  /** No tab took it in time: all of them sleep or are stuck. Nothing was done. */
  | { readonly kind: 'not_taken' }
  /** A tab took it and went away or kept silent: it may or may not have been done. */
  | { readonly kind: 'no_answer' };

export interface Relay {
  /**
   * A tab is there, known by a token that nobody can guess; `offer` tells it the id of a request it may take.
   * Returns what to call when the tab is gone.
   */
  connect(token: string, offer: (requestId: string) => void): () => void;
  /** `patienceMs`: how long the answer may take beyond the usual, for a long poll. */
  pass(request: Envelope<RequestHead>, patienceMs?: number): Promise<Passed>;
  /** The request for the tab to carry out, or undefined when it is not, or no longer, for this tab. */
  take(token: string, requestId: string): Envelope<RequestHead> | undefined;
  /** False when nobody waits for this answer any more. */
  answer(token: string, requestId: string, answer: Envelope<AnswerHead>): boolean;
}

export interface Limits {
  /** How long to wait for a first tab: one that reloads is back within this. */
  readonly tabMs: number;
  /** A tab that has not taken a request by then is asleep, and another one is asked. */
  readonly takeMs: number;
  readonly answerMs: number;
}

export const LIMITS: Limits = { tabMs: 1_500, takeMs: 3_000, answerMs: 10_000 };

/** A read may be carried out twice. */
function isRead({ head }: Envelope<RequestHead>): boolean {
  return head.method === 'GET' || head.method === 'HEAD';
}

interface ConnectedTab {
  readonly token: string;
  readonly offer: (requestId: string) => void;
}

interface Waiting {
  readonly request: Envelope<RequestHead>;
  readonly patienceMs: number;
  readonly settle: (passed: Passed) => void;
  /** Tabs that had their chance. */
  readonly asked: Set<ConnectedTab>;
  /** Who may act on it now: the tab it is offered to, then the one that took it. */
  tab: ConnectedTab | undefined;
  taken: boolean;
  timer: NodeJS.Timeout | undefined;
}

export function createRelay(limits: Limits = LIMITS): Relay {
  /** In order of their coming; the latest is asked first. */
  const tabs: ConnectedTab[] = [];
  const waiting = new Map<string, Waiting>();

  function offerNext(id: string, entry: Waiting): void {
    const tab = tabs.findLast((each) => !entry.asked.has(each));
    entry.tab = tab;
    entry.taken = false;
    if (tab === undefined) {
      const hope = entry.asked.size === 0 ? limits.tabMs : 0;
      const kind = tabs.length === 0 ? 'no_tab' : 'not_taken';
      restart(entry, hope, () => settle(id, entry, { kind }));
      return;
    }
    entry.asked.add(tab);
    restart(entry, limits.takeMs, () => offerNext(id, entry));
    tab.offer(id);
  }

  function restart(entry: Waiting, ms: number, then: () => void): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(then, ms);
  }

  function settle(id: string, entry: Waiting, passed: Passed): void {
    clearTimeout(entry.timer);
    waiting.delete(id);
    entry.settle(passed);
  }

  function heldBy(token: string, id: string, taken: boolean): Waiting | undefined {
    const entry = waiting.get(id);
    return entry?.tab?.token === token && entry.taken === taken ? entry : undefined;
  }

  function disconnect(tab: ConnectedTab): void {
    tabs.splice(tabs.indexOf(tab), 1);
    for (const [id, entry] of [...waiting]) {
      if (entry.tab !== tab) continue;
      if (entry.taken && !isRead(entry.request)) settle(id, entry, { kind: 'no_answer' });
      else offerNext(id, entry);
    }
  }

  return {
    connect(token, offer) {
      const tab: ConnectedTab = { token, offer };
      tabs.push(tab);
      for (const [id, entry] of waiting) if (entry.tab === undefined) offerNext(id, entry);
      return () => disconnect(tab);
    },
    pass(request, patienceMs = 0) {
      return new Promise((settled) => {
        const entry: Waiting = {
          request,
          patienceMs,
          settle: settled,
          asked: new Set(),
          tab: undefined,
          taken: false,
          timer: undefined,
        };
        const id = randomUUID();
        waiting.set(id, entry);
        offerNext(id, entry);
      });
    },
    take(token, id) {
      const entry = heldBy(token, id, false);
      if (entry === undefined) return undefined;
      entry.taken = true;
      restart(entry, limits.answerMs + entry.patienceMs, () => settle(id, entry, { kind: 'no_answer' }));
      return entry.request;
    },
    answer(token, id, answer) {
      const entry = heldBy(token, id, true);
      if (entry === undefined) return false;
      settle(id, entry, { kind: 'answered', answer });
      return true;
    },
  };
}
