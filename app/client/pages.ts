// Which pages of this browser are alive: each holds a lock for as long as it lives.
export interface Pages {
  /** The name of this page; new on each load. */
  readonly self: string;
  /** Which of these pages are gone for good. */
  gone(pages: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface SignInOptions {
  /** Called when a page is gone that `gone` found alive. */
  readonly onGone: () => void;
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/** The locks of the browser; undefined where it has none, or refuses them as where site data are blocked. */
export async function usableLocks(): Promise<LockManager | undefined> {
  try {
    const { locks } = navigator;
    await locks?.query();
    return locks ?? undefined;
  } catch {
    return undefined;
  }
}

/** Signs this page in. Where the browser has no locks every other page counts as gone. */
export async function signIn(
  self: string,
  locks: LockManager | undefined,
  { onGone, signal }: SignInOptions,
): Promise<Pages> {
  await hold(lockName(self), locks);
  const watched = new Set<string>();

  function watch(page: string): void {
    if (watched.has(page)) return;
    watched.add(page);
    // The lock is to be had once the page is gone; shared, since other pages wait for it too.
    locks
      ?.request(lockName(page), { mode: 'shared', signal }, () => watched.delete(page))
      .then(onGone, () => {}); // Only `signal` rejects it: nobody watches any more.
  }

  return {
    self,
    async gone(pages) {
      const alive = new Set([lockName(self), ...(await heldNames(locks))]);
      const gone = new Set(pages.filter((page) => !alive.has(lockName(page))));
      for (const page of pages) if (page !== self && !gone.has(page) && !signal.aborted) watch(page);
      return gone;
    },
  };
}

function lockName(page: string): string {
  return `client-page:${page}`;
}

function hold(name: string, locks: LockManager | undefined): Promise<void> {
  if (!locks) return Promise.resolve();
  return new Promise((held) => {
    // The browser frees the lock when the page ends, however it ends.
    const forever = new Promise<never>(() => {});
    locks
      .request(name, () => {
        held();
        return forever;
      })
      .catch(() => held()); // Without the lock this page counts as gone, as where there are none.
  });
}

async function heldNames(locks: LockManager | undefined): Promise<readonly string[]> {
  const held = (await locks?.query())?.held ?? [];
  return held.flatMap((lock) => lock.name ?? []);
}
