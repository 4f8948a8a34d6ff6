// The address that a request was sent to, in its parts.

export interface SentAddress {
  readonly origin: string;
  readonly path: string;
  /** With its "?"; empty where there is none. */
  readonly search: string;
}

const PARTS = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)([^?#]*)(\?[^#]+)?/;

/**
 * Undefined for an address without a host. The address of a request was parsed and normalised when the request was made,
 * so that its parts need only be told from each other: a `URL` would take as long as all else that is asked of a request.
 */
export function sentAddressOf(request: Request): SentAddress | undefined {
  const [, origin, path, search = ''] = PARTS.exec(request.url) ?? [];
  return origin === undefined || path === undefined ? undefined : { origin, path, search };
}

/** The value of a parameter. Most addresses have none at all, and need no list of them made. */
export function parameterOf({ search }: SentAddress, name: string): string | undefined {
  return search === '' ? undefined : (new URLSearchParams(search).get(name) ?? undefined);
}
