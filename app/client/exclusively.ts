// What only one page of this browser does at a time.
import type { RequestsDatabase } from './requests-database.ts';
import { GIVE_UP_AFTER_MS } from './send.ts';

/**
 * Runs `work` while no other page does. `keep` is to be asked before each step: false when the turn is lost, which only
 * happens to a page that was asleep. Resolves with false when another page has its turn and nothing was run.
 */
export type Exclusively = (work: (keep: () => Promise<boolean>) => Promise<void>) => Promise<boolean>;

/** Longer than any step takes, so that a page that works does not lose its turn. */
const LEASE_MS = GIVE_UP_AFTER_MS + 5_000;

/** Pages wait in line for a lock of the browser; where it has none, they compare and set a lease in the database. */
export function exclusively(
  name: string,
  {
    locks,
    leases,
    page,
    now,
  }: {
    readonly locks: LockManager | undefined;
    readonly leases: Pick<RequestsDatabase, 'takeLease' | 'freeLease'>;
    readonly page: string;
    readonly now: () => number;
  },
): Exclusively {
  if (locks)
    return async (work) => {
      await locks.request(name, () => work(async () => true));
      return true;
    };
  const keep = () => leases.takeLease({ name, page, untilMs: now() + LEASE_MS }, now());
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
