// One runner at a time over all tabs, by the Web Locks of the browser.
import { onAbort } from './waiting.ts';

export type Locks = Pick<LockManager, 'request'>;

/** null where there are none, as in pages that were not served securely. */
export function browserLocks(): Locks | null {
  try {
    const { navigator } = globalThis as { readonly navigator?: { readonly locks?: Locks } };
    return navigator?.locks ?? null;
  } catch {
    return null; // Where site data are blocked.
  }
}

/**
 * Runs `work` when no other tab runs work under this name; without locks, or where they are refused, at once. `work` must end when a signal is
 * aborted, and when one is aborted already.
 */
export async function alone(
  locks: Locks | null,
  name: string,
  signals: readonly AbortSignal[],
  work: () => Promise<void>,
): Promise<void> {
  if (!locks) return work();
  const ending = new AbortController();
  const forget = onAbort(signals, () => ending.abort());
  let begun = false;
  try {
    await locks.request(name, { signal: ending.signal }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    // It ended before its turn came, and the work knows whether that is an error; or the browser gives no locks here.
    return await work();
  } finally {
    forget();
  }
}
