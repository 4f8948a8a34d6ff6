// The page's side of the sandbox: it starts the worker, gives it the events it asks for, and ends it when it is silent.
import type {
  Answer,
  Ask,
  EventText,
  FromSandbox,
  Problem,
  ShownState,
  ToSandbox,
} from './sandbox/protocol.ts';

export interface FoldClient {
  /**
   * A newer ask ends the one before it, which then gets no answer. Rejects when the events cannot be read. On a long way
   * `onPartial` is given states on it.
   */
  ask(ask: Ask, onPartial?: (state: ShownState) => void): Promise<Answer>;
  /** What is being folded gets the answer `stopped`. */
  stop(): void;
  close(): void;
}

export interface FoldClientNeeds {
  /** The events with these numbers, oldest first, as far as they can be read; where none can, the next that can. */
  readonly read: (from: number, count: number) => Promise<readonly EventText[]>;
  readonly onProgress: (at: number) => void;
}

interface Pending {
  readonly turn: number;
  readonly onPartial: (state: ShownState) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The sandbox ends by itself what takes too long, unless that is one long step of the engine. */
const TICK_MS = 250;
const MAX_SILENT_TICKS = 16;

export function createFoldClient({ read, onProgress }: FoldClientNeeds): FoldClient {
  let worker: Worker | null = null;
  let pending: Pending | null = null;
  let turn = 0;
  let reached: number | null = null;
  /** Since the worker was heard of; null = it is not its turn to speak. */
  let silentTicks: number | null = null;

  // Counts the ticks that really came: after a sleep of the machine the worker is not late.
  const ticking = setInterval(() => {
    if (silentTicks === null) return;
    silentTicks += 1;
    if (silentTicks > MAX_SILENT_TICKS) endWith({ kind: 'silent', at: reached, line: null, says: '' });
  }, TICK_MS);

  function started(): Worker {
    const begun = new Worker(new URL('./sandbox/worker.ts', import.meta.url), { type: 'module' });
    begun.addEventListener('message', ({ data }: MessageEvent<FromSandbox>) => {
      if (begun === worker) hear(begun, data);
    });
    begun.addEventListener('error', ({ message }) => {
      const says = message || 'The file of the worker could not be loaded.';
      if (begun === worker) endWith({ kind: 'unloadable', at: null, line: null, says });
    });
    return begun;
  }

  function hear(from: Worker, message: FromSandbox): void {
    switch (message.kind) {
      case 'loaded':
        silentTicks = 0;
        break;
      case 'progress':
        silentTicks = 0;
        reached = message.at;
        onProgress(message.at);
        break;
      case 'partial':
        silentTicks = 0;
        if (message.turn === pending?.turn) pending.onPartial(message.state);
        break;
      case 'read':
        silentTicks = null;
        reached ??= message.from; // Read ahead: what is folded is told by the progress.
        void give(from, message.from, message.count);
        break;
      case 'answer':
        silentTicks = null;
        if (message.turn === pending?.turn) pending.resolve(message.answer);
    }
  }

  async function give(to: Worker, from: number, count: number): Promise<void> {
    try {
      const events = await read(from, count);
      if (to !== worker) return;
      silentTicks = 0;
      say(to, { kind: 'events', events });
    } catch (error) {
      if (to !== worker) return;
      end();
      pending?.reject(error);
    }
  }

  function end(): void {
    worker?.terminate();
    worker = null;
    silentTicks = null;
  }

  function endWith(problem: Problem): void {
    end();
    pending?.resolve({ kind: 'problem', problem, before: null });
  }

  return {
    ask(ask, onPartial = () => {}) {
      worker ??= started();
      turn += 1;
      reached = null;
      say(worker, { kind: 'ask', turn, ask });
      return new Promise((resolve, reject) => {
        pending = { turn, onPartial, resolve, reject };
      });
    },
    stop() {
      if (worker !== null) say(worker, { kind: 'stop' });
    },
    close() {
      clearInterval(ticking);
      end();
    },
  };
}

function say(worker: Worker, message: ToSandbox): void {
  worker.postMessage(message);
}
