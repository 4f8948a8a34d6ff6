// Any value as any argument of any public function: it works, or is refused in words that name it. Nothing else is thrown,
// nothing hangs, and what was refused has written nothing.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  binaryEvent,
  deleteEventStore,
  type EventStore,
  EventStoreError,
  eventTypeFilter,
  InvalidArgumentError,
  InvalidEventError,
  jsonEvent,
  jsonText,
  openEventStore,
  streamNameFilter,
} from '../../lib/index.ts';
import { oddValue } from './odd-values.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';

const ID = '00000000-0000-4000-8000-000000000001';
/** What waits by itself, as a subscription does at the end, is left then. */
const LEFT_AFTER_MS = 20;
const HANGS_AFTER_MS = 20_000;

type Work = (...args: never[]) => unknown;

interface Public {
  readonly name: string;
  readonly call: (store: EventStore) => Work;
  /** Arguments that work. */
  readonly args: () => readonly unknown[];
}

const event = () => ({ id: ID, type: 'T', data: '{}', metadata: null });
const page = () => ({ direction: 'forwards', from: 0, maxCount: 1, resolveLinkTos: true, logId: undefined });
const reading = () => ({ ...page(), filter: { filterOn: 'eventType', prefixes: ['T'] } });
const expecting = () => ({ expectedVersion: 'any' });
const subscribing = () => ({
  from: 'start',
  filter: { filterOn: 'streamName', regex: /./ },
  resolveLinkTos: false,
  checkpoint: { every: 1, save: () => {} },
  caughtUp: () => {},
  signal: new AbortController().signal,
  logId: undefined,
});
const following = () => ({ signal: new AbortController().signal, onProgress: () => {} });
const projecting = () => ({
  name: 'p',
  source: { stream: 's' },
  initial: () => 0,
  fold: (n: number) => n + 1,
  version: 1,
});
const file = () =>
  new Blob([
    `{"eventId":"${ID}","eventType":"T","data":1,"stream":"i","eventNumber":0,"created":"2026-01-31T09:30:00Z"}`,
  ]);

const method = (name: keyof EventStore, args: () => readonly unknown[]): Public => ({
  name,
  args,
  call: (store) => store[name] as Work,
});
const builder = (name: string, work: Work, args: () => readonly unknown[]): Public => ({
  name,
  args,
  call: () => work,
});

const PUBLIC: readonly Public[] = [
  method('appendToStream', () => ['s', event(), expecting()]),
  method('appendToStream', () => ['s', [event()], expecting()]),
  method('appendToStreams', () => [
    [
      { stream: 's', events: [event()], ...expecting() },
      { stream: 't', events: event() },
    ],
  ]),
  method('readStream', () => ['s', page()]),
  method('readStreamPage', () => ['s', page()]),
  method('readEvent', () => ['s', 0, { resolveLinkTos: false, logId: undefined }]),
  method('readAll', () => [reading()]),
  method('readAllPage', () => [page()]),
  method('listStreams', () => [{ prefix: 's', includeSystem: true, includeDeleted: true }]),
  method('describeStream', () => ['s']),
  method('findEventIds', () => ['s', [ID]]),
  method('getStreamMetadata', () => ['s']),
  method('setStreamMetadata', () => ['s', '{}', { ...expecting(), id: ID }]),
  method('deleteStream', () => ['s', expecting()]),
  method('tombstoneStream', () => ['s', expecting()]),
  method('exportEvents', () => [{ ...following(), gzip: true }]),
  method('importEvents', () => [file(), { ...following(), dryRun: false }]),
  method('scavenge', () => [following()]),
  method('onCommit', () => [() => {}]),
  method('onLogReplaced', () => [() => {}]),
  method('subscribeToStream', () => ['s', subscribing()]),
  method('subscribeToAll', () => [subscribing()]),
  {
    name: 'project, and read',
    args: () => [projecting()],
    call: (store) => (definition) => store.project(definition).read(),
  },
  {
    name: 'project, and changes',
    args: () => [new AbortController().signal],
    call: (store) => (signal) => store.project(projecting() as never).changes(signal),
  },
  {
    name: 'project, and run',
    args: () => [new AbortController().signal],
    call: (store) => (signal) => store.project(projecting() as never).run(signal),
  },
  builder('jsonEvent', jsonEvent, () => [{ type: 'T', data: {}, metadata: {}, id: ID, idVersion: 4 }]),
  builder('binaryEvent', binaryEvent, () => [
    { type: 'T', data: new Uint8Array(1), metadata: {}, id: ID, idVersion: 7 },
  ]),
  builder('jsonText', jsonText, () => ['{}']),
  builder('streamNameFilter', streamNameFilter, () => [{ prefixes: ['s'], regex: /s/ }]),
  builder('eventTypeFilter', eventTypeFilter, () => [{ regex: 's' }]),
  {
    name: 'openEventStore',
    args: () => [{ name: 'odd', durability: 'relaxed', now: Date.now }],
    call: () => async (options) => {
      const opened = await openEventStore(options);
      await opened.close();
      await deleteEventStore(opened.name);
    },
  },
  {
    name: 'a clock',
    args: () => [0],
    call: () => async (nowMs) => {
      const opened = await openEventStore({ name: 'odd clock', now: () => nowMs });
      try {
        await opened.appendToStream('s', event());
        await new Response(opened.exportEvents()).text();
      } finally {
        await opened.close();
        await deleteEventStore(opened.name);
      }
    },
  },
  { name: 'deleteEventStore', args: () => ['odd, too'], call: () => deleteEventStore },
];

type Path = readonly (string | number)[];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a signal is aborted with is what comes of it. */
function isReason(signal: unknown, error: unknown): boolean {
  return signal instanceof AbortSignal && signal.reason === error;
}

/** Every place in the arguments. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  const isInside =
    Array.isArray(value) || (isObject(value) && Object.getPrototypeOf(value) === Object.prototype);
  const inner = isInside ? Object.entries(value as object) : [];
  const paths = inner.flatMap(([key, each]) =>
    pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? paths : [path, ...paths];
}

/** The same with one other value in it. */
function replaced(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.with(key as number, replaced(value[key as number], rest, other));
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: replaced(fields[key], rest, other) };
}

const CASES = PUBLIC.flatMap((each) => pathsIn(each.args()).map((path) => ({ each, path })));

/** Waits for all that the call gives, and leaves what would wait for ever. */
async function outcomeOf(work: () => unknown): Promise<unknown> {
  try {
    const given = await work();
    if (given instanceof ReadableStream) return await new Response(given).text().then(() => undefined);
    const events = given as Partial<AsyncIterableIterator<unknown>> | undefined;
    if (typeof events?.next !== 'function') return undefined;
    const next = events.next();
    setTimeout(() => void events.return?.(), LEFT_AFTER_MS);
    await next;
    await events.return?.();
    return undefined;
  } catch (error) {
    return error;
  }
}

function within<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It hangs.')), HANGS_AFTER_MS);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

test(
  'any value as any argument works, or is refused by its name, and then nothing was written',
  () =>
    tryProperty('values as arguments', 300, [fc.constantFrom(...CASES), oddValue], ({ each, path }, odd) =>
      withStore(async (store) => {
        await store.appendToStream('s', jsonEvent({ type: 'T', data: 0 }));
        const before = await new Response(store.exportEvents()).text();
        const args = replaced(each.args(), path, odd) as never[];
        const outcome = outcomeOf(() => each.call(store)(...args));
        // What runs until it is told to end is told so.
        const isRunning = each.name === 'project, and run';
        if (isRunning) await store.close();
        const error = await within(outcome);
        if (error === undefined || isReason(odd, error)) return;
        expect(error, String(error)).toBeInstanceOf(EventStoreError);
        const named = path.filter((key) => typeof key === 'string');
        const isWrong = error instanceof InvalidArgumentError || error instanceof InvalidEventError;
        // Of an object something inside may be what is wrong.
        if (isWrong && named.length > 0 && !isObject(odd)) {
          expect(
            named.some((name) => (error as Error).message.includes(name)),
            `${(error as Error).message} names ${named}`,
          ).toBe(true);
        }
        if (!isRunning) expect(await new Response(store.exportEvents()).text()).toBe(before);
      }),
    ),
  TIMEOUT_MS,
);
