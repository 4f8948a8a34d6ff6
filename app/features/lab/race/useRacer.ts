// A race on the screen.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { StreamName } from '../../../../lib/index.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { useStore } from '../../../store.tsx';
import { Racer } from './race.ts';
import type { Writer } from './writer.ts';

/** The racer of this tab in a stream, for as long as it is shown; null where there is no race. `onGo` must be stable. */
export function useRacer(stream: StreamName | null, self: Writer, onGo?: () => void): Racer | null {
  const client = useClient();
  const store = useStore();
  const [racer, setRacer] = useState<Racer | null>(null);
  useEffect(() => {
    if (stream === null) return;
    const joined = new Racer(stream, { client, store, self, ...(onGo && { onGo }) });
    setRacer(joined);
    return () => joined.close();
  }, [client, store, stream, self, onGo]);
  return racer?.stream === stream ? racer : null;
}

/** Who else is in the race; null while nobody is. */
export function useOther(racer: Racer | null): Writer | null {
  return useSyncExternalStore(racer?.subscribe ?? never, racer?.other ?? nobody);
}

const never = () => () => {};
const nobody = () => null;
