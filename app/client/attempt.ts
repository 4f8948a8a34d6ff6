// An attempt: one try to get a request over the network, as the client saw it and as the store did.
import type { NetworkFault } from './network.ts';
import type { Header } from './post.ts';

/** An HTTP answer as it came. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** All that the client can know. */
export type ClientView =
  | { readonly kind: 'sending' }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'no_answer' };

/** What really happened. `unknown`: the page went away before it could be noted. */
export type StoreView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never_arrived' }
  | { readonly kind: 'answered'; readonly answer: Answer; readonly tookMs: number };

export interface Attempt {
  readonly requestId: string;
  /** 1, 2, 3 … */
  readonly number: number;
  /** The page that sent it. */
  readonly page: string;
  /** Where it was sent: the path of its request, or the idempotent path that the store assigned to it. */
  readonly path: string;
  /** In ms since 1970-01-01 UTC. */
  readonly startedMs: number;
  /** Until the client had an answer or stopped waiting; null where nobody measured it. */
  readonly durationMs: number | null;
  readonly fault: NetworkFault;
  /** The fault was chosen for this attempt alone: what follows is for the person to do. */
  readonly once?: true;
  /** It had waited in the queue, and nothing of it was sent before. */
  readonly queued?: true;
  readonly client: ClientView;
  readonly store: StoreView;
}

/** The value of a header of the answer, whatever its case; null when it is absent. */
export function headerOf(answer: Answer, name: string): string | null {
  const wanted = name.toLowerCase();
  return answer.headers.find(([given]) => given.toLowerCase() === wanted)?.[1] ?? null;
}

/** An attempt whose page is gone got no answer, and nobody can say more. */
export function abandoned(attempt: Attempt): Attempt {
  return attempt.client.kind === 'sending' ? { ...attempt, client: { kind: 'no_answer' } } : attempt;
}
