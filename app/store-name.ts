// Which store a page shows, and which one answers those who come without a page.

export const DEFAULT_STORE = 'event-store';

/** Name of the store this page shows: `?store=` of the address, or the default one. */
export function storeName(): string {
  return new URLSearchParams(location.search).get('store') || DEFAULT_STORE;
}
