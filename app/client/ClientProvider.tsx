// The client of this page, for every screen.
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from '../store.tsx';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Failure } from '../ui/Failure.tsx';
import type { Client } from './client.ts';
import { type History, needingYou, queuedOf } from './history.ts';
import { type LinkState, link } from './link.ts';
import { type OpenClient, openClient } from './open-client.ts';
import { onSentNews, type SentNews, sentNews } from './sent-news.ts';
import { announcement } from './words.ts';

const ClientContext = createContext<Client | null>(null);

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly client: Client }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Gives the screens below it the client, once the kept requests have been read. */
export function ClientProvider({ children }: { readonly children: ReactNode }) {
  const opening = useOpenClient();
  const announce = useAnnounce();
  const client = opening.kind === 'open' ? opening.client : null;

  useEffect(() => client?.onOutcome((history) => announce(announcement(history))), [client, announce]);
  useEffect(
    () =>
      onSentNews(() => {
        const news = sentNews();
        if (news !== null) announce(news.says);
      }),
    [announce],
  );

  switch (opening.kind) {
    case 'opening':
      return null;
    case 'failed':
      return <Failure title="The requests of this store could not be read" error={opening.error} />;
    case 'open':
      return <ClientContext value={opening.client}>{children}</ClientContext>;
  }
}

/** The client. Use it below `ClientProvider`. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient() needs a ClientProvider above it.');
  return client;
}

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

/** All requests with their attempts, oldest first, kept up to date. */
export function useHistories(): readonly History[] {
  const client = useClient();
  return useSyncExternalStore(
    (wake) => client.onChange(wake),
    () => client.histories(),
  );
}

/** One request; undefined when it is not on the list. */
export function useHistory(id: string | null): History | undefined {
  return useHistories().find((history) => history.request.id === id);
}

/** How many requests wait for a person's decision. */
export function useNeedsYouCount(): number {
  return needingYou(useHistories()).length;
}

/** How many requests were not sent yet. */
export function useQueuedCount(): number {
  return queuedOf(useHistories()).length;
}

/** What was sent by itself last, until somebody has seen it. */
export function useSentNews(): SentNews | null {
  return useSyncExternalStore(onSentNews, sentNews);
}

export function useLink(): LinkState {
  return useSyncExternalStore(link.subscribe, link.state);
}

function useOpenClient(): Opening {
  const store = useStore();
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });

  useEffect(() => {
    let left = false;
    let opened: OpenClient | undefined;

    async function open(): Promise<void> {
      try {
        opened = await openClient(store);
        if (left) opened.close();
        else setOpening({ kind: 'open', client: opened.client });
      } catch (error) {
        if (!left) setOpening({ kind: 'failed', error });
      }
    }

    void open();
    return () => {
      left = true;
      opened?.close();
    };
  }, [store]);

  return opening;
}
