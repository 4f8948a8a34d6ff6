// What the browser says about the room it gives us. Each question has a time limit: some browsers never answer.

const PATIENCE_MS = 2_000;

export type Space =
  | { readonly kind: 'asking' }
  /** The browser has no way to tell. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly usedBytes: number;
      readonly quotaBytes: number;
      /** True when the browser promises not to delete the store when space runs low. */
      readonly protected: boolean;
    };

export type ProtectAnswer = 'protected' | 'refused' | 'no_answer' | 'unavailable';

/** Some browsers, WebKitGTK among them, have no `navigator.storage`. */
function storage(): StorageManager | undefined {
  return (navigator as { readonly storage?: StorageManager }).storage;
}

export async function askSpace(): Promise<Space> {
  const manager = storage();
  if (manager === undefined) return { kind: 'unknown' };
  const [estimate, persisted] = await Promise.all([
    within(PATIENCE_MS, manager.estimate()),
    within(PATIENCE_MS, manager.persisted()),
  ]);
  if (estimate === undefined) return { kind: 'unknown' };
  return {
    kind: 'known',
    usedBytes: estimate.usage ?? 0,
    quotaBytes: estimate.quota ?? 0,
    protected: persisted === true,
  };
}

/** Asks the browser to keep the store when space runs low. It may show a question to the person, or none. */
export async function askProtection(patienceMs = 15_000): Promise<ProtectAnswer> {
  const manager = storage();
  if (manager?.persist === undefined) return 'unavailable';
  const granted = await within(patienceMs, manager.persist());
  if (granted === undefined) return 'no_answer';
  return granted ? 'protected' : 'refused';
}

/** The result, or undefined when it fails or does not come in time. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined; // A browser that refuses to say is a browser that does not know.
  } finally {
    clearTimeout(timer);
  }
}
