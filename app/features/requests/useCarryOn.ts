// Sends what carries a refused request on.
import { useClient } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import type { Post } from '../../client/post.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';

/** Resolves with the id of the new request; null when it could not be kept, which is said. */
export function useCarryOn(): (history: History, post: Post) => Promise<string | null> {
  const client = useClient();
  const announce = useAnnounce();
  return async ({ request }, post) => {
    try {
      return (await client.post(post, request.id)).request.id;
    } catch (error) {
      const why = error instanceof Error ? ` ${error.message}` : '';
      announce(`The request could not be kept, so nothing was sent.${why}`);
      return null;
    }
  };
}
