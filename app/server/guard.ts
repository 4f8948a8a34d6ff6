// Who may talk to the local server: programs on this machine and the app's own pages, no other website.

/** What a request is for: the app's files, the store in a tab, or a tab taking and answering requests. */
export type Purpose = 'app' | 'store' | 'tab';

/** The parts of a request that tell where it comes from. */
export interface Caller {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
}

const NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why this caller is refused, or undefined when it is let in. A foreign Host means that another site's name was
 * pointed at this machine; a foreign Origin or Sec-Fetch-Site, that another site's page sends the request.
 */
export function refusal(caller: Caller, port: number, purpose: Purpose): string | undefined {
  const host = caller.host?.toLowerCase();
  if (host === undefined || !NAMES.some((name) => host === `${name}:${port}`)) {
    return `This server answers only at http://127.0.0.1:${port}, not as ${quoted(caller.host)}.`;
  }
  // A person may follow a link from anywhere to the app: that shows a page and gives the other site nothing.
  if (purpose === 'app' && caller.fetchMode === 'navigate' && caller.origin === undefined) return undefined;
  if (caller.origin !== undefined && caller.origin !== `http://${host}`) {
    return `This server does not answer pages of ${quoted(caller.origin)}.`;
  }
  if (caller.fetchSite === 'cross-site' || caller.fetchSite === 'same-site') {
    return 'This server does not answer pages of other sites.';
  }
  if (purpose === 'tab' && caller.fetchSite !== 'same-origin') {
    return 'Only a page of this app may ask for this.';
  }
  return undefined;
}

function quoted(value: string | undefined): string {
  return value === undefined ? 'a request without a Host' : `"${value.slice(0, 100)}"`;
}
