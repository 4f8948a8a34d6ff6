// What only one page of this browser does at a time.
import type { Lease, RequestsDatabase } from './requests-database.ts';
import { GIVE_UP_AFTER_MS } from './send.ts';

/**
 * Runs `work` while no other page does. `keep` is to be asked before each step: false when the turn is lost, which only
 * happens to a page that was asleep. Resolves with false when another page has its turn and nothing was run.
 */
export type Exclusively = (work: (keep: () => Promise<boolean>) => Promise<void>) => Promise<boolean>;

/** Longer than any step takes, so that a page that works does not lose its turn. */
export const LEASE_MS = GIVE_UP_AFTER_MS + 5_000;

/** Pages wait in line for a lock of the browser; where it has none, they compare and set a lease in the database. */
export function exclusively(
  name: string,
  {
    locks,
    leases,
    page,
    clock,
  }: {
    readonly locks: LockManager | undefined;
    readonly leases: Pick<RequestsDatabase, 'takeLease' | 'freeLease'>;
    readonly page: string;
    /** A clock for durations, in ms. */
    readonly clock: () => number;
  },
): Exclusively {
  if (locks)
    return async (work) => {
      await locks.request(name, () => work(async () => true));
      return true;
    };
  /** The lease of another page, and since when this page has seen it as it is. */
  let held: { readonly lease: Lease; readonly sinceMs: number } | undefined;

  async function keep(): Promise<boolean> {
    const isAbandoned = held !== undefined && clock() - held.sinceMs >= LEASE_MS;
    const lease = await leases.takeLease(
      { name, page, token: crypto.randomUUID() },
      isAbandoned ? held?.lease : undefined,
    );
    if (lease.page === page) held = undefined;
    else if (lease.token !== held?.lease.token) held = { lease, sinceMs: clock() };
    return lease.page === page;
  }

  return async (work) => {
    if (!(await keep())) return false;
    try {
      await work(keep);
    } finally {
      await leases.freeLease(name, page);
    }
    return true;
  };
}
