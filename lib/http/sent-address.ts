// The address that a request was sent to, in its parts.

export interface SentAddress {
  readonly origin: string;
  readonly path: string;
  /** With its "?"; empty where there is none. */
  readonly search: string;
  /** Absent where there are none, as in most addresses: making a list of them takes its time, too. */
  readonly parameters?: URLSearchParams;
}

const PARTS = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)([^?#]*)(\?[^#]+)?/;

/**
 * Undefined for an address without a host. The address of a request was parsed and normalised when the request was made,
 * so that its parts need only be told from each other: a `URL` would take as long as all else that is asked of a request.
 */
export function sentAddressOf(request: Request): SentAddress | undefined {
  const [, origin, path, search = ''] = PARTS.exec(request.url) ?? [];
  if (origin === undefined || path === undefined) return undefined;
  if (search === '') return { origin, path, search };
  return { origin, path, search, parameters: new URLSearchParams(search) };
}
