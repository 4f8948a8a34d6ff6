// One append case against a store: free of Node, so that it also runs in a browser on real IndexedDB.
import { isJsonText } from '../../lib/core/json-text.ts';
import {
  binaryEvent,
  type EventData,
  EventNotFoundError,
  type EventStore,
  type ExpectedVersion,
  jsonText,
  type RecordedEvent,
  type ResolvedEvent,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '../../lib/index.ts';
import { type AppendStep, type ConformanceCase, type Failure, isAppendStep } from './case-file.ts';
import { findDifference, withSortedMembers } from './matching.ts';

/** Opens the store of the case: twice with the same name is a restart. */
export type OpenStore = (name: string, now: () => number) => Promise<EventStore>;

type Outcome = Readonly<Record<string, unknown>>;

/** The first step that did not go as expected; undefined when all did. Leaves the store closed. */
export async function runAppendCase(
  conformanceCase: ConformanceCase,
  openStore: OpenStore,
): Promise<Failure | undefined> {
  const run = new AppendRun(`conformance ${conformanceCase.name} ${crypto.randomUUID()}`, openStore);
  await run.restart();
  try {
    for (const [index, step] of conformanceCase.steps.entries()) {
      if (!isAppendStep(step)) throw new Error(`Step ${index + 1} is no append step.`);
      const expected = step.result ?? { status: 'ok' };
      const got = await run.perform(step);
      const difference = findDifference(comparable(expected), comparable(got));
      if (difference) {
        const what = `${step.op} ${step.stream ?? ''}${difference.path}`;
        return { step: index, what, expected, got };
      }
    }
    return undefined;
  } finally {
    await run.close();
  }
}

/** Two metadata documents are the same when their members are, in whatever order, with every digit. */
function comparable(result: Outcome): Outcome {
  return typeof result.json === 'string' && isJsonText(result.json)
    ? { ...result, json: withSortedMembers(result.json) }
    : result;
}

const READ_AT_MS = Date.UTC(2030, 0, 1);

class AppendRun {
  readonly #name: string;
  readonly #openStore: OpenStore;
  readonly #ids = new Map<string, string>();
  #store: EventStore | undefined;
  /** Ahead of every event of the case, so that ages count back from it. */
  #nowMs = READ_AT_MS;

  constructor(name: string, openStore: OpenStore) {
    this.#name = name;
    this.#openStore = openStore;
  }

  async restart(): Promise<void> {
    await this.close();
    this.#store = await this.#openStore(this.#name, () => this.#nowMs);
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
  }

  async perform(step: AppendStep): Promise<Outcome> {
    const store = this.#store as EventStore;
    try {
      switch (step.op) {
        case 'restart':
          await this.restart();
          return { status: 'ok' };
        case 'append':
          return await this.#append(store, step);
        case 'setMetadata':
          return await this.#setMetadata(store, step);
        case 'getMetadata':
          return await getMetadata(store, streamOf(step));
        case 'delete':
          return await remove(store, step);
        case 'read':
          return await this.#read(store, step);
        case 'readEvent':
          return await this.#readEvent(store, step);
        case 'readAll':
          return await this.#readAll(store, step);
        default:
          throw new Error(`There is no operation "${step.op}".`);
      }
    } catch (error) {
      return refusal(error, step);
    }
  }

  async #append(store: EventStore, step: AppendStep): Promise<Outcome> {
    const events = (step.ids ?? []).map((symbol, index) => this.#event(step, symbol, index));
    if (!step.ageSeconds) {
      return appended(
        await store.appendToStream(streamOf(step), events, { expectedVersion: versionOf(step) }),
      );
    }
    return this.#appendAged(store, step, events);
  }

  /** One append has one time, so events of different ages are appended one by one, as one append would number them. */
  async #appendAged(store: EventStore, step: AppendStep, events: readonly EventData[]): Promise<Outcome> {
    let expectedVersion = versionOf(step);
    let first: number | undefined;
    let last = -1;
    for (const [index, event] of events.entries()) {
      this.#nowMs = READ_AT_MS - (step.ageSeconds?.[index] ?? 0) * 1000;
      const result = await store.appendToStream(streamOf(step), event, { expectedVersion });
      first ??= result.firstEventNumber;
      last = result.lastEventNumber;
      expectedVersion = last;
    }
    this.#nowMs = READ_AT_MS;
    return { status: 'ok', firstRevision: first, lastRevision: last };
  }

  #event(step: AppendStep, symbol: string, index: number): EventData {
    const id = this.#idOf(symbol);
    const type = step.types?.[index] ?? 'test';
    const text = step.data?.[index];
    if (text === undefined) return { id, type, data: '{}', metadata: null };
    if (step.isJson === false) return binaryEvent({ id, type, data: new TextEncoder().encode(text) });
    return { id, type, data: jsonText(text).text, metadata: null };
  }

  #idOf(symbol: string): string {
    const known = this.#ids.get(symbol);
    if (known !== undefined) return known;
    const id = crypto.randomUUID();
    this.#ids.set(symbol, id);
    return id;
  }

  /** The symbol of an event of the case; system events are named by the stream they are about and their type. */
  #symbolOf(event: RecordedEvent): string {
    for (const [symbol, id] of this.#ids) if (id === event.id) return symbol;
    return `${event.stream}:${event.type}`;
  }

  async #setMetadata(store: EventStore, step: AppendStep): Promise<Outcome> {
    const json = step.json ?? '';
    const stream = streamOf(step);
    const options = { expectedVersion: versionOf(step) };
    if (isJsonText(json)) return appended(await store.setStreamMetadata(stream, json, options));
    // What is no JSON is still a document, though one that nobody can read.
    const event = binaryEvent({ type: '$metadata', data: new TextEncoder().encode(json) });
    return appended(await store.appendToStream(`$$${stream}`, event, options));
  }

  async #read(store: EventStore, step: AppendStep): Promise<Outcome> {
    const page = await store.readStreamPage(streamOf(step), {
      direction: directionOf(step),
      from: step.from ?? 'start',
      maxCount: step.count ?? 100,
      resolveLinkTos: step.resolveLinks ?? false,
    });
    const originals = page.events.map(originalOf);
    return {
      status: 'ok',
      ids: originals.map((event) => this.#symbolOf(event)),
      revisions: originals.map((event) => event.eventNumber),
      items: page.events.map((resolved) => this.#item(resolved)),
      nextRevision: page.next,
      lastRevision: page.lastEventNumber,
      endOfStream: page.endOfStream,
    };
  }

  #item({ event, link }: ResolvedEvent): Outcome {
    return {
      event: event ? this.#symbolOf(event) : null,
      link: link ? this.#symbolOf(link) : null,
    };
  }

  async #readEvent(store: EventStore, step: AppendStep): Promise<Outcome> {
    const event = originalOf(await store.readEvent(streamOf(step), step.revision ?? 'end'));
    return { status: 'ok', id: this.#symbolOf(event), revision: event.eventNumber };
  }

  async #readAll(store: EventStore, step: AppendStep): Promise<Outcome> {
    const ids: string[] = [];
    for await (const resolved of store.readAll({ direction: directionOf(step) })) {
      const event = originalOf(resolved);
      if (!(step.excludeSystem && event.type.startsWith('$'))) ids.push(this.#symbolOf(event));
    }
    return { status: 'ok', ids };
  }
}

async function getMetadata(store: EventStore, stream: string): Promise<Outcome> {
  const { version, json } = await store.getStreamMetadata(stream);
  return { status: 'ok', version, json };
}

async function remove(store: EventStore, step: AppendStep): Promise<Outcome> {
  const options = { expectedVersion: versionOf(step) };
  if (step.hard) await store.tombstoneStream(streamOf(step), options);
  else await store.deleteStream(streamOf(step), options);
  return { status: 'ok' };
}

function appended(result: {
  readonly outcome: 'committed' | 'already_committed';
  readonly firstEventNumber: number;
  readonly lastEventNumber: number;
}): Outcome {
  return {
    status: result.outcome === 'committed' ? 'ok' : 'idempotent',
    firstRevision: result.firstEventNumber,
    lastRevision: result.lastEventNumber,
  };
}

function refusal(error: unknown, step: AppendStep): Outcome {
  if (error instanceof WrongExpectedVersionError) {
    return { status: 'wrong_expected_version', currentRevision: error.currentVersion };
  }
  if (error instanceof StreamDeletedError) return { status: 'stream_deleted' };
  if (error instanceof EventNotFoundError) return { status: 'not_found' };
  if (error instanceof StreamNotFoundError) {
    const outcome = { status: 'no_stream', lastRevision: error.version };
    return step.op === 'read' ? { ...outcome, ids: [] } : outcome;
  }
  return { status: 'error', error: String(error) };
}

function originalOf(resolved: ResolvedEvent): RecordedEvent {
  return (resolved.link ?? resolved.event) as RecordedEvent;
}

function streamOf(step: AppendStep): string {
  return step.stream ?? '';
}

function directionOf(step: AppendStep): 'forwards' | 'backwards' {
  return step.direction === 'backward' ? 'backwards' : 'forwards';
}

const NUMBERS_OF_WORDS: ReadonlyMap<unknown, ExpectedVersion> = new Map([
  [-1, 'no_stream'],
  [-2, 'any'],
  [-4, 'stream_exists'],
]);

function versionOf(step: AppendStep): ExpectedVersion {
  const expected = step.expected ?? 'any';
  return NUMBERS_OF_WORDS.get(expected) ?? (expected as ExpectedVersion);
}
