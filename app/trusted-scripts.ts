// The one Trusted Types policy: what the app starts as a worker is a script that came with the app.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

/** The service worker, and what the bundler made of the other workers. */
const OWN_SCRIPT = /^(service-worker|assets\/[\w.-]+)\.js$/;

/**
 * As the default policy it is asked wherever an address becomes a script. It makes neither HTML nor code of any text, so that
 * nothing can: where the browser knows Trusted Types, such a text is refused.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createScriptURL: ownScript });
}

/** @throws TypeError for any other address */
function ownScript(address: string): string {
  const { href } = new URL(address, document.baseURI);
  const home = new URL('.', document.baseURI).href;
  if (href.startsWith(home) && OWN_SCRIPT.test(href.slice(home.length))) return address;
  throw new TypeError(`${address} is no script of this app.`);
}
