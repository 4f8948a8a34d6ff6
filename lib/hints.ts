// Hints told to this tab and to the others. Never data: a lost one delays, it cannot mislead.

export type Heard<Hint> = Hint & {
  /** True when another tab or worker told it. */
  readonly elsewhere: boolean;
};

export interface Hints<Hint> {
  readonly announce: (hint: Hint) => void;
  /** Returns the way to stop. */
  readonly onHint: (listener: (hint: Heard<Hint>) => void) => () => void;
  readonly close: () => void;
}

export function openHints<Hint extends object>(channelName: string): Hints<Hint> {
  let closed = false;
  const listeners = new Set<(hint: Heard<Hint>) => void>();
  const channel = new BroadcastChannel(channelName);
  // In Node an open channel would keep the process alive.
  (channel as { unref?: () => void }).unref?.();

  // Sending takes as long as a third of an append, so it waits until the page has nothing else to do; not where somebody
  // else tells things, too, since they do better knowing before they do more. Nor by a timer, which would come late where
  // the page is hidden.
  let hasOthers = false;
  const unsent: Hint[] = [];
  const { port1: soon, port2: ping } = new MessageChannel();
  soon.onmessage = send;
  (soon as { unref?: () => void }).unref?.();

  function send(): void {
    for (const hint of unsent.splice(0)) channel.postMessage(hint);
  }

  function tell(hint: Heard<Hint>): void {
    // In a microtask each: a listener that throws must not turn what was done into a failure.
    for (const listener of listeners) queueMicrotask(() => listener(hint));
  }

  channel.onmessage = ({ data }: MessageEvent<Hint>) => {
    hasOthers = true;
    tell({ ...data, elsewhere: true });
  };

  return {
    announce(hint) {
      if (closed) return;
      unsent.push(hint);
      if (hasOthers) send();
      else ping.postMessage(null);
      tell({ ...hint, elsewhere: false });
    },
    onHint(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      send();
      soon.close();
      channel.close();
    },
  };
}
