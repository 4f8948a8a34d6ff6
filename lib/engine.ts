// Which browser engine this is, for the few places where they differ in what is safe.

/** Chromium and what is built on it; known by what no other engine has: an upgrade that tells of lost data. */
export function isChromium(): boolean {
  const { IDBVersionChangeEvent: upgrade } = globalThis as {
    readonly IDBVersionChangeEvent?: { readonly prototype: object };
  };
  return upgrade !== undefined && 'dataLoss' in upgrade.prototype;
}
