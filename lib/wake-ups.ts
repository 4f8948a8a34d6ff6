// Reasons to look again although no hint came: the tab was frozen, or the tab that committed died before it could tell.

/** Calls `listener` whenever it is worth looking again; returns the way to stop. */
export type WakeUps = (listener: () => void) => () => void;

/** Told to the document or the window; listening while they are captured hears those that do not bubble, too. */
const WAKING_EVENTS = ['visibilitychange', 'resume', 'pageshow', 'online'];

/** The longest delay when a hint is lost. */
export const LOOK_AGAIN_MS = 5_000;

/** The page becomes visible, is resumed or shown again; besides, every 5 s. */
export const browserWakeUps: WakeUps = (listener) => {
  const stops = [every(LOOK_AGAIN_MS, listener), ...WAKING_EVENTS.map((type) => onEvent(type, listener))];
  return () => {
    for (const stop of stops) stop();
  };
};

function every(intervalMs: number, listener: () => void): () => void {
  const timer = setInterval(listener, intervalMs);
  // In Node a running timer would keep the process alive.
  (timer as { unref?: () => void }).unref?.();
  return () => clearInterval(timer);
}

function onEvent(type: string, listener: () => void): () => void {
  const { addEventListener, removeEventListener } = globalThis;
  if (typeof addEventListener !== 'function') return () => {};
  const heard = () => listener();
  addEventListener.call(globalThis, type, heard, { capture: true });
  return () => removeEventListener.call(globalThis, type, heard, { capture: true });
}
