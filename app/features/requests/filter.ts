// Which requests a search finds.
import type { History } from '../../client/history.ts';

/** By stream, event id, or the beginning of the request's id or fingerprint. */
export function matches({ request }: History, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  if (text === '') return true;
  return (
    request.stream.toLowerCase().includes(text) ||
    request.id.startsWith(text) ||
    request.fingerprint.startsWith(text) ||
    request.events.some((event) => event.id?.includes(text) || event.type.toLowerCase().includes(text))
  );
}
