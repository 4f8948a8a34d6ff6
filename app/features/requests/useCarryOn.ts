// Sends what carries a refused request on.
import { useClient } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import type { Post } from '../../client/post.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { type RebaseBase, type Step, sendSteps } from './rebase.ts';

export interface CarryOn {
  /** Resolves with the id of the new request; null when it could not be kept, which is said. */
  readonly carryOn: (history: History, post: Post) => Promise<string | null>;
  /** Resolves with the ids of the new requests; none when not all could be kept, which is said. */
  readonly carryOnSteps: (base: RebaseBase, steps: readonly Step[]) => Promise<readonly string[]>;
}

export function useCarryOn(): CarryOn {
  const client = useClient();
  const announce = useAnnounce();

  async function saying<T>(says: string, post: () => Promise<T>): Promise<T | null> {
    try {
      return await post();
    } catch (error) {
      announce(error instanceof Error ? `${says} ${error.message}` : says);
      return null;
    }
  }

  return {
    carryOn: ({ request }, post) =>
      saying(
        'The request could not be kept, so nothing was sent.',
        async () => (await client.post(post, request.id)).request.id,
      ),
    carryOnSteps: async (base, steps) =>
      (await saying('Not all requests could be kept. What could not is still where it was.', () =>
        sendSteps(client, base, steps),
      )) ?? [],
  };
}
