// How much room the browser gives to this origin, and whether it may take it back: told truthfully, also when it does not say.

/** What the browser says of the space this site has; `undefined` where it says nothing. */
export interface StorageHealth {
  /** Bytes that this origin uses, as the browser estimates; undefined = it does not say. */
  readonly usageBytes: number | undefined;
  /** Bytes that this origin may use at most, as the browser estimates; undefined = it does not say. */
  readonly quotaBytes: number | undefined;
  /** `'not_protected'`: the browser may delete the store when space runs low. `'unknown'`: it does not say. */
  readonly persistence: 'protected' | 'not_protected' | 'unknown';
}

/**
 * `'no_answer'`: not in time, as when the person was asked and has not answered; a later answer shows in
 * `readStorageHealth()`. `'unavailable'`: this browser or this page cannot ask.
 */
export type PersistenceAnswer = 'granted' | 'refused' | 'no_answer' | 'unavailable';

/** What is needed of `navigator.storage`; every part of it may be missing. */
export interface StorageSource {
  estimate?(): Promise<{ readonly usage?: number; readonly quota?: number }>;
  persisted?(): Promise<boolean>;
  persist?(): Promise<boolean>;
}

/** Where and how long to ask. */
export interface StorageHealthOptions {
  /** Default `navigator.storage`, where there is one. */
  readonly storage?: StorageSource | undefined;
  /** How long to wait for an answer, at most about 24 days. Default 2000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 2000;
/** setTimeout takes no more than this many ms: past it the timer fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Never rejects, and settles within the time limit. */
export async function readStorageHealth(options: StorageHealthOptions = {}): Promise<StorageHealth> {
  const { storage = browserStorage(), timeoutMs = TIMEOUT_MS } = options;
  const [estimate, persisted] = await Promise.all([
    answerOf(() => storage?.estimate?.(), timeoutMs),
    answerOf(() => storage?.persisted?.(), timeoutMs),
  ]);
  const sizes = estimate.kind === 'answered' ? estimate.value : undefined;
  return {
    usageBytes: asSize(sizes?.usage),
    quotaBytes: asSize(sizes?.quota),
    persistence: persistenceOf(persisted),
  };
}

/** Asks the browser not to delete the store by itself; it may ask the person. Never rejects. */
export async function askForPersistence(options: StorageHealthOptions = {}): Promise<PersistenceAnswer> {
  const { storage = browserStorage(), timeoutMs = TIMEOUT_MS } = options;
  const asked = await answerOf(() => storage?.persist?.(), timeoutMs);
  if (asked.kind !== 'answered') return asked.kind;
  if (typeof asked.value !== 'boolean') return 'unavailable';
  return asked.value ? 'granted' : 'refused';
}

function browserStorage(): StorageSource | undefined {
  try {
    const { navigator } = globalThis as { readonly navigator?: { readonly storage?: StorageSource } };
    return navigator?.storage ?? undefined;
  } catch {
    return undefined; // Where site data are blocked.
  }
}

type Answer<Value> =
  | { readonly kind: 'answered'; readonly value: Value | undefined }
  | { readonly kind: 'no_answer' }
  | { readonly kind: 'unavailable' };

/** A question that throws or rejects cannot be asked here, as in a sandboxed frame. */
async function answerOf<Value>(
  ask: () => Promise<Value> | undefined,
  timeoutMs: number,
): Promise<Answer<Value>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Answer<Value>>((resolve) => {
    const waitMs = timeoutMs > 0 ? Math.min(timeoutMs, MAX_TIMEOUT_MS) : 0;
    timer = setTimeout(() => resolve({ kind: 'no_answer' }), waitMs);
  });
  const answered = (async (): Promise<Answer<Value>> => {
    try {
      return { kind: 'answered', value: await ask() };
    } catch {
      return { kind: 'unavailable' };
    }
  })();
  try {
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function persistenceOf(persisted: Answer<boolean>): StorageHealth['persistence'] {
  if (persisted.kind !== 'answered' || typeof persisted.value !== 'boolean') return 'unknown';
  return persisted.value ? 'protected' : 'not_protected';
}

/** Some browsers answer with nothing, or with what is no size. */
function asSize(bytes: number | undefined): number | undefined {
  return typeof bytes === 'number' && Number.isFinite(bytes) && bytes >= 0 ? bytes : undefined;
}
