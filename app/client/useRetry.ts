// Another attempt, as a person asks for it.
import { useAnnounce } from '../ui/Announcer.tsx';
import { useClient } from './ClientProvider.tsx';

/** Retries a request; says so when the attempt could not even be kept. */
export function useRetry(): (requestId: string) => void {
  const client = useClient();
  const announce = useAnnounce();
  return (requestId) => {
    client.retry(requestId).catch((error: unknown) => {
      const why = error instanceof Error ? ` ${error.message}` : '';
      announce(`The attempt could not be kept, so nothing was sent.${why}`);
    });
  };
}
