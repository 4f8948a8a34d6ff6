// The client of this page, for every screen.
import {
  createContext,
  type ReactNode,
  use,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { UpgradeBlockedError } from '../../lib/index.ts';
import { RETRY_AFTER_MS, useStore } from '../store.tsx';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Failure } from '../ui/Failure.tsx';
import type { Client } from './client.ts';
import type { History } from './history.ts';
import { type NetworkState, network } from './network.ts';
import type { OpenClient } from './open-client.ts';
import { onSentNews, type SentNews, sentNews } from './sent-news.ts';

/** The client, or the wait for it: a screen that needs none is shown before. */
type Given = { readonly client: Client | null; readonly opened: Promise<Client> };

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly client: Client }
  | { readonly kind: 'failed'; readonly error: unknown };

const ClientContext = createContext<Given | null>(null);

/** Gives the screens below it the client. Those that use it are suspended until the kept requests have been read. */
export function ClientProvider({ children }: { readonly children: ReactNode }) {
  const announce = useAnnounce();
  const { opening, opened } = useOpenClient(announce);
  const client = opening.kind === 'open' ? opening.client : null;
  const given = useMemo(() => ({ client, opened }), [client, opened]);

  useEffect(
    () =>
      onSentNews(() => {
        const news = sentNews();
        if (news !== null) announce(news.says);
      }),
    [announce],
  );

  if (opening.kind === 'failed')
    return <Failure title="The requests of this store could not be read" error={opening.error} />;
  return <ClientContext value={given}>{children}</ClientContext>;
}

/** The client. Use it below `ClientProvider`, and below a boundary that says what is waited for. */
export function useClient(): Client {
  const { client, opened } = useGiven();
  return client ?? use(opened);
}

/** The client as soon as it is open, for screens that show nothing of it. */
export function useOpenedClient(): Promise<Client> {
  return useGiven().opened;
}

function useGiven(): Given {
  const given = useContext(ClientContext);
  if (given === null) throw new Error('useClient() needs a ClientProvider above it.');
  return given;
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

/** All requests, for parts that are shown before the client is open: none until then. */
export function useKnownHistories(): readonly History[] {
  const { client } = useGiven();
  return useSyncExternalStore(
    (wake) => client?.onChange(wake) ?? (() => {}),
    () => client?.histories() ?? NONE,
  );
}

const NONE: readonly History[] = [];

/** What was sent by itself last, until somebody has seen it. */
export function useSentNews(): SentNews | null {
  return useSyncExternalStore(onSentNews, sentNews);
}

export function useNetwork(): NetworkState {
  return useSyncExternalStore(network.subscribe, network.state);
}

function useOpenClient(announce: (text: string) => void): {
  readonly opening: Opening;
  readonly opened: Promise<Client>;
} {
  const store = useStore();
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [{ opened, resolve }] = useState(awaited);

  useEffect(() => {
    let left = false;
    let client: OpenClient | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    async function open(): Promise<void> {
      try {
        const { openClient } = await import('./open-client.ts');
        if (left) return;
        client = await openClient(store, announce);
        if (left) return client.close();
        resolve(client.client);
        setOpening({ kind: 'open', client: client.client });
      } catch (error) {
        if (left) return;
        setOpening({ kind: 'failed', error });
        if (error instanceof UpgradeBlockedError) retry = setTimeout(open, RETRY_AFTER_MS);
      }
    }

    void open();
    return () => {
      left = true;
      clearTimeout(retry);
      client?.close();
    };
  }, [store, announce, resolve]);

  return { opening, opened };
}

function awaited(): { readonly opened: Promise<Client>; readonly resolve: (client: Client) => void } {
  let resolve: (client: Client) => void = () => {};
  const opened = new Promise<Client>((done) => {
    resolve = done;
  });
  return { opened, resolve };
}
