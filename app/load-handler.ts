// Loads the HTTP interface. Apart from what uses it, so that the first screen can have it loaded early and needs no more.

export function loadHandler(): Promise<typeof import('../lib/http/handler.ts')> {
  return import('../lib/http/handler.ts');
}
