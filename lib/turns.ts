// Long work on the page's own thread, done in turns, so that the page can do what it has to in between.

/** A third of what a person notices: what comes between two looks at the clock, and the batch at the end, have the rest. */
const TURN_MS = 16;

export interface Turns {
  /** Whether the work has kept the page for long enough; asked often, it costs less than a microsecond. */
  isOver(): boolean;
  /** Resolves when the page has had its turn. */
  next(): Promise<void>;
}

export function openTurns(turnMs: number = TURN_MS): Turns {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began >= turnMs,
    async next() {
      await nextTask();
      began = performance.now();
    },
  };
}

/** Not by a timer, which would come late where the page is hidden. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
