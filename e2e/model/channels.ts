// Broadcast channels whose messages arrive when a test says so: at once, twice, late and in another order, or never.

export type Fate = 'soon' | 'twice' | 'held' | 'lost';

export interface Channels {
  /** Stands for `BroadcastChannel`. */
  readonly Channel: typeof BroadcastChannel;
  /** What was held arrives, the latest first. */
  release(): void;
}

/** @param fates of the messages, in their order, over and over */
export function controlledChannels(fates: readonly Fate[]): Channels {
  const open = new Set<ControlledChannel>();
  let held: (() => void)[] = [];
  let sent = 0;

  class ControlledChannel {
    readonly name: string;
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;

    constructor(name: string) {
      this.name = name;
      open.add(this);
    }

    postMessage(message: unknown): void {
      for (const other of open) {
        if (other === this || other.name !== this.name) continue;
        const data: unknown = structuredClone(message);
        const arrive = () => {
          if (open.has(other)) other.onmessage?.({ data });
        };
        deliver(fates[sent++ % fates.length] ?? 'soon', arrive);
      }
    }

    close(): void {
      open.delete(this);
    }
  }

  function deliver(fate: Fate, arrive: () => void): void {
    if (fate === 'held') held.push(arrive);
    if (fate === 'soon' || fate === 'twice') setTimeout(arrive);
    if (fate === 'twice') setTimeout(arrive);
  }

  return {
    Channel: ControlledChannel as unknown as typeof BroadcastChannel,
    release() {
      const late = held.reverse();
      held = [];
      for (const arrive of late) setTimeout(arrive);
    },
  };
}
