// A fold in a JavaScript engine of its own: QuickJS in WebAssembly, which has no network, no storage, no page and no
// way to any. It knows what the language has, gets texts, and gives texts.
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type VmCallResult,
} from 'quickjs-emscripten-core';
import { GUEST } from './guest.ts';
import { MEMORY_LIMIT_BYTES, type ProblemKind, TIME_LIMIT_MS } from './protocol.ts';

/** Deeper, and the browser's own stack would end before that of the engine. */
const STACK_BYTES = 128 * 2 ** 10;
/** Nobody reads more of what was thrown. */
const MAX_SAYS = 1_000;
/** The name of the text in the engine's traces. */
const FILE = 'fold.js';

export interface Sandbox {
  /** Where the fold goes on from; the state as `state()` gave it. */
  restore(state: string): void;
  /** Folds one more event. */
  step(event: string): void;
  /** The state as JSON. */
  state(): string;
}

/** After this the sandbox is no longer usable: what it was doing is left half done. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly kind: ProblemKind;
  /** In the text, from 1. */
  readonly line: number | null;
  constructor(kind: ProblemKind, message: string, line: number | null = null) {
    super(message);
    this.kind = kind;
    this.line = line;
  }
}

/**
 * Evaluates the text and stands before the first event. Each sandbox is an engine of its own, so one that has run out of
 * memory, or was stopped in the middle of something, is dropped and leaves nothing behind. Every method throws
 * `SandboxError`.
 */
export async function openSandbox(wasm: WebAssembly.Module, code: string): Promise<Sandbox> {
  const engine = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm }));
  let deadline = 0;
  let isOver = false;
  const context = engine
    .newRuntime({
      memoryLimitBytes: MEMORY_LIMIT_BYTES,
      maxStackSizeBytes: STACK_BYTES,
      interruptHandler: () => {
        isOver ||= performance.now() > deadline;
        return isOver;
      },
    })
    .newContext();

  /** One entry into the engine, with a time limit of its own. */
  function enter(kind: ProblemKind, work: () => VmCallResult<QuickJSHandle>): QuickJSHandle {
    deadline = performance.now() + TIME_LIMIT_MS;
    isOver = false;
    const result = orEnded(work);
    if (result.error === undefined) return result.value;
    if (isOver) throw new SandboxError('time', 'It was not done in time.');
    const [trace, says] = orEnded(() => described(result.error));
    // The engine has no other sign for these than their names and words.
    if (/^InternalError: (?:out of memory|string too long)/.test(says))
      throw new SandboxError('memory', says);
    if (/^\w+Error: stack overflow/.test(says)) throw new SandboxError('depth', says, lineIn(trace));
    throw new SandboxError(kind, says, lineIn(trace));
  }

  const run = (text: string, file: string) =>
    enter('text', () => context.evalCode(text, file, { strict: true }));
  const guest = run(GUEST, 'guest.js');
  const [take, restore, step, state, describe] = methodsOf(context, guest);

  /** [trace, what it says]. Describing what was thrown may run code of the person, and so may throw again. */
  function described(thrown: QuickJSHandle): readonly [trace: string, says: string] {
    const result = context.callFunction(describe, context.undefined, thrown);
    if (result.error !== undefined) return ['', 'It threw something that cannot be described.'];
    const [trace = '', says = ''] = JSON.parse(context.getString(result.value)) as readonly string[];
    return [trace, says.slice(0, MAX_SAYS)];
  }

  function call(kind: ProblemKind, method: QuickJSHandle, text?: string): string | undefined {
    const argument = text === undefined ? context.undefined : context.newString(text);
    const result = enter(kind, () => context.callFunction(method, context.undefined, argument));
    argument.dispose();
    const given = text === undefined ? context.getString(result) : undefined;
    result.dispose();
    return given;
  }

  run(code, FILE).dispose();
  const name = (each: string) => `typeof ${each} === 'undefined' ? undefined : ${each}`;
  const initial = run(name('initial'), FILE);
  const fold = run(name('fold'), FILE);
  enter('text', () => context.callFunction(take, context.undefined, initial, fold)).dispose();

  return {
    restore: (json) => void call('not_json', restore, json),
    step: (json) => void call('thrown', step, json),
    state: () => call('not_json', state) ?? '',
  };
}

type Methods = readonly [QuickJSHandle, QuickJSHandle, QuickJSHandle, QuickJSHandle, QuickJSHandle];

function methodsOf(context: QuickJSContext, guest: QuickJSHandle): Methods {
  const method = (name: string) => context.getProp(guest, name);
  return [method('take'), method('restore'), method('step'), method('state'), method('describe')];
}

/** What is nested too deep for the engine may be too deep for the browser before that; and browsers have faults. */
function orEnded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isTooDeep(error)) throw new SandboxError('depth', 'It nests too deeply.');
    if (error instanceof WebAssembly.RuntimeError) throw new SandboxError('broken', error.message);
    throw error;
  }
}

/** Each browser has a kind of error of its own for the end of its stack. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}

function lineIn(trace: string): number | null {
  const [, line] = /\bfold\.js:(\d+)/.exec(trace) ?? [];
  return line === undefined ? null : Number(line);
}
