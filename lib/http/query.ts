// What an address says after its "?".

/** The value of a parameter. Most addresses have none at all, and need no list of them made. */
export function parameterOf(url: URL, name: string): string | undefined {
  return url.search === '' ? undefined : (url.searchParams.get(name) ?? undefined);
}
