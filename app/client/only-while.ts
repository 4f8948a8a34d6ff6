// What must still be so when a page writes: it decided from what it had read.
import type { ExpectedVersion } from '../../lib/index.ts';
import type { Attempt } from './attempt.ts';
import { writtenUpTo } from './chain.ts';
import type { ClientRequest } from './request.ts';
import { isSameWait, type Waiting } from './waiting.ts';

/** How the request waits; or that no attempt of it is under way. */
export type OnlyWhile =
  | { readonly kind: 'waits'; readonly waiting: Waiting }
  | { readonly kind: 'nobody_sends' };

/** The request that must be known to be written, up to the event number `last`, before another one is sent at all. */
export interface BuiltOn {
  readonly requestId: string;
  readonly last: ExpectedVersion;
}

export function builtOn({ after, expectedVersion }: ClientRequest): BuiltOn | undefined {
  return after === undefined ? undefined : { requestId: after.requestId, last: expectedVersion };
}

/** Two pages that act upon the same wait see it by what it waited for: the second finds another one, or none. */
export function isSo(only: OnlyWhile, waiting: Waiting | undefined, attempts: readonly Attempt[]): boolean {
  if (only.kind === 'nobody_sends') return !attempts.some(({ client }) => client.kind === 'sending');
  const { page, why, stopped } = only.waiting;
  return (
    waiting !== undefined &&
    isSameWait(waiting, only.waiting) &&
    waiting.page === page &&
    waiting.why === why &&
    waiting.stopped === stopped
  );
}

/** `attempts`: of the request that it was built on. */
export function isWrittenThere({ last }: BuiltOn, attempts: readonly Attempt[]): boolean {
  return writtenUpTo({ attempts }) === last;
}
