// The worker that the sandbox runs in, so that neither a long fold nor an endless one holds up the page.
import wasmAddress from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { createFolder } from './folder.ts';
import type { Ask, EventText, FromSandbox, ToSandbox } from './protocol.ts';
import { openSandbox, SandboxError } from './sandbox.ts';

/** What is to be done next: only the newest ask counts. */
let wanted: { readonly turn: number; readonly ask: Ask } | null = null;
let isStopped = false;
let isAnswering = false;
/** The turn of the ask that is being answered. */
let answering = 0;
let receive: (events: readonly EventText[]) => void = () => {};
let engine: Promise<WebAssembly.Module> | null = null;

const folder = createFolder({
  async openSandbox(code) {
    const wasm = await loadedEngine();
    say({ kind: 'loaded' });
    return openSandbox(wasm, code);
  },
  read(from, count) {
    say({ kind: 'read', from, count });
    return new Promise((resolve) => {
      receive = resolve;
    });
  },
  onProgress: (at) => say({ kind: 'progress', at }),
  onPartial: (state) => say({ kind: 'partial', turn: answering, state }),
  pause,
  nowMs: () => performance.now(),
});

addEventListener('message', ({ data }: MessageEvent<ToSandbox>) => {
  switch (data.kind) {
    case 'ask':
      wanted = data;
      isStopped = false;
      void answerAll();
      break;
    case 'stop':
      isStopped = true;
      break;
    case 'events':
      receive(data.events);
  }
});

/** Browsers put off a timer that follows on another by some milliseconds, a message they do not. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function answerAll(): Promise<void> {
  if (isAnswering) return;
  isAnswering = true;
  while (wanted !== null) {
    const { turn, ask } = wanted;
    wanted = null;
    answering = turn;
    say({ kind: 'answer', turn, answer: await folder.answer(ask, () => isStopped || wanted !== null) });
  }
  isAnswering = false;
}

/** Fetched once, from the cache where there is no network. Compiled from bytes, since some hosts know no type for it. */
async function loadedEngine(): Promise<WebAssembly.Module> {
  engine ??= load();
  try {
    return await engine;
  } catch (error) {
    engine = null; // The next ask tries again.
    throw new SandboxError('unloadable', String(error));
  }
}

async function load(): Promise<WebAssembly.Module> {
  const response = await fetch(wasmAddress);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

function say(message: FromSandbox): void {
  postMessage(message);
}
