// A subscription to the whole log that goes on through everything that is done with the store.
import { type EventStore, StoreClosedError } from '../../lib/index.ts';
import type { LoggedEvent } from './stream-model.ts';

export interface Following {
  /** Waits for the end of this log, and says what was not met as promised. */
  end(log: readonly LoggedEvent[], isScavenged: boolean): Promise<readonly string[]>;
}

/** @param store the one that is open at the moment */
export function follow(store: () => EventStore): Following {
  const met: { readonly position: number; readonly id: string }[] = [];
  const stopping = new AbortController();
  let wanted = Number.POSITIVE_INFINITY;

  async function followOne(): Promise<void> {
    const from = met.at(-1)?.position ?? 'start';
    for await (const { event } of store().subscribeToAll({ from, signal: stopping.signal })) {
      if (event) met.push({ position: event.position, id: event.id });
      if ((event?.position ?? -1) >= wanted) return;
    }
  }

  async function followAll(): Promise<void> {
    try {
      await followOne();
    } catch (error) {
      if (!(error instanceof StoreClosedError)) throw error;
      // It is opened again in the same moment.
      await new Promise((resolve) => void setTimeout(resolve));
      return followAll();
    }
  }

  const following = followAll();
  following.catch(() => {}); // Told at the end.

  return {
    async end(log, isScavenged) {
      wanted = log.length - 1;
      if (met.at(-1)?.position === wanted) stopping.abort();
      await following;
      const positions = met.map(({ position }) => position);
      const inOrder = [...new Set(positions)].sort((a, b) => a - b);
      const isWrong = met.some(({ position, id }) => log[position]?.id !== id);
      const isAll = isScavenged || positions.length === log.length;
      return inOrder.join() === positions.join() && !isWrong && isAll
        ? []
        : [`a subscription met ${positions.join()}`];
    },
  };
}
