// Hints told to this tab and to the others. Never data: a lost one delays, it cannot mislead.
import { openChannel } from './channel.ts';
import { SIZES, type Sizes } from './core/sizes.ts';

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

/** Said by who comes, and answered by who is there: telling nobody would cost a third of an append. */
const HELLO = 'hello';
const HERE = 'here';

/** @param sizes default: those of the product */
export function openHints<Hint extends object>(
  channelName: string,
  { untoldHints }: Pick<Sizes, 'untoldHints'> = SIZES,
): Hints<Hint> {
  let closed = false;
  let hasOthers = false;
  /** The last hints, when nobody was known to be there. Who comes or answers in that moment is told them after all. */
  const untold: Hint[] = [];
  const listeners = new Set<(hint: Heard<Hint>) => void>();
  /** Without one, other tabs look again after a while, as after a hint that was lost. */
  const channel = openChannel(channelName);
  // In Node an open channel would keep the process alive.
  (channel as { unref?: () => void } | undefined)?.unref?.();

  function tell(hint: Heard<Hint>): void {
    // In a microtask each: a listener that throws must not turn what was done into a failure.
    for (const listener of listeners) queueMicrotask(() => listener(hint));
  }

  function hear({ data }: MessageEvent<Hint | typeof HELLO | typeof HERE>): void {
    hasOthers = true;
    if (data === HELLO) channel?.postMessage(HERE);
    for (const hint of untold.splice(0)) channel?.postMessage(hint);
    if (data !== HELLO && data !== HERE) tell({ ...data, elsewhere: true });
  }

  if (channel) channel.onmessage = hear;
  channel?.postMessage(HELLO);

  return {
    announce(hint) {
      if (closed) return;
      if (hasOthers) channel?.postMessage(hint);
      else if (untold.push(hint) > untoldHints) untold.shift();
      tell({ ...hint, elsewhere: false });
    },
    onHint(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      channel?.close();
    },
  };
}
