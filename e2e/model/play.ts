// Plays a scene, and says everything that came out otherwise than promised.
import { vi } from 'vitest';
import { SIZES } from '../../lib/core/sizes.ts';
import {
  type AppendResult,
  deleteEventStore,
  type EventStore,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '../../lib/index.ts';
import { openWithSizes } from '../../lib/open-event-store.ts';
import { controlledChannels } from './channels.ts';
import { follow } from './follow.ts';
import { FILES, idOf, isImported } from './import-files.ts';
import { copyDiffers, disorder, linksDiffer, logOf, readsDiffer } from './log-checks.ts';
import { type Call, disagreements, type Made } from './order.ts';
import { type Append, type Expected, type How, type Scene, STREAMS, type Step } from './scene.ts';
import { type Answer, type LoggedEvent, ownerOf, type Request } from './stream-model.ts';

/** What is wrong, in words. Empty: all is well. */
export async function play(
  { sizes, fates, steps }: Scene,
  tabs: number,
  name: string,
): Promise<readonly string[]> {
  const { Channel, release } = controlledChannels(fates);
  vi.stubGlobal('BroadcastChannel', Channel);
  const wrong: string[] = [];
  const made: Made[] = [];
  const underWay = new Set<Promise<void>>();
  const softDeletions = new Set<number>();
  const versions = new Map<string, number>();
  const sent: (readonly Request[])[] = [];
  let answered = 0;
  let grown = 1_000;

  let clockMs = Date.parse('2026-01-01T00:00:00Z');
  const now = () => clockMs;
  const open = () => openWithSizes({ name, now }, sizes);
  const stores = await Promise.all(Array.from({ length: tabs }, open));
  const storeOf = (tab: number) => stores[tab] as EventStore;
  const following = follow(() => storeOf(0));

  /** Goes on without waiting; what it rejects with is a finding. */
  function begin(what: string, work: Promise<unknown>): void {
    const done = work.then(
      () => {},
      (error: unknown) => void wrong.push(`${what}: ${String(error)}`),
    );
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  }

  async function pause(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
    const described = await Promise.all(STREAMS.map((stream) => storeOf(0).describeStream(stream)));
    for (const { stream, version } of described) versions.set(stream, version);
  }

  function call(tab: number, asked: Call, work: () => Promise<readonly Partial<AppendResult>[]>): void {
    const place = made.length;
    const before = { tab, call: asked, after: answered };
    made.push({ ...before, answers: [], positions: [] });
    const settled = work().then(
      (results) => {
        const positions = results.map(({ position = null }) => position);
        answered = Math.max(answered, ...positions.map((position) => (position ?? -1) + 1));
        if (asked.kind === 'delete' && positions[0] !== undefined) softDeletions.add(positions[0] as number);
        made[place] = { ...before, answers: results.map(answerOf), positions };
      },
      (error: unknown) => {
        made[place] = { ...before, answers: [refusalOf(error, asked)], positions: [] };
      },
    );
    begin(JSON.stringify(asked), settled);
  }

  function requestOf({ stream, expected, ids, data }: Append): Request {
    return { stream, expectedVersion: versionOf(stream, expected), ids: ids.map(idOf), data };
  }

  function versionOf(stream: string, expected: Expected): Request['expectedVersion'] {
    return typeof expected === 'number' ? Math.max(0, (versions.get(stream) ?? -1) + expected) : expected;
  }

  function append(tab: number, ...requests: Request[]): void {
    sent.push(requests);
    const store = storeOf(tab);
    call(tab, { kind: 'append', requests }, async () => {
      const appends = requests.map((request) => ({ ...request, events: eventsOf(request) }));
      const [{ stream, events, expectedVersion }] = appends as [(typeof appends)[0]];
      return requests.length > 1
        ? store.appendToStreams(appends)
        : [await store.appendToStream(stream, events, { expectedVersion })];
    });
    for (const { stream, ids } of requests) versions.set(stream, (versions.get(stream) ?? -1) + ids.length);
  }

  async function take(step: Step): Promise<void> {
    const { tab } = step;
    switch (step.kind) {
      case 'append':
      case 'metadata':
        return append(tab, requestOf(step.append));
      case 'several':
        return append(tab, ...step.appends.map(requestOf));
      case 'grow': {
        const { stream, expected, count } = step;
        const ids = Array.from({ length: count }, () => grown++);
        return append(tab, requestOf({ stream, expected, ids, data: '{}' }));
      }
      case 'again': {
        const requests = sent.at(-1 - step.back);
        return (
          requests &&
          append(
            tab,
            ...requests.map((request) =>
              changed(request, { ...step, isAlone: requests.length === 1 }, () => grown++),
            ),
          )
        );
      }
      case 'delete':
      case 'tombstone': {
        const { kind, stream } = step;
        const expectedVersion = versionOf(stream, step.expected);
        const remove = kind === 'delete' ? storeOf(tab).deleteStream : storeOf(tab).tombstoneStream;
        const request = { stream, expectedVersion };
        return call(tab, { kind, request }, async () => [await remove(stream, { expectedVersion })]);
      }
      case 'import':
        return begin('import', storeOf(tab).importEvents(new Blob([FILES[step.file]])));
      case 'scavenge':
        return begin('scavenge', storeOf(tab).scavenge());
      case 'read':
        return begin('read', readOf(storeOf(tab), step.stream, step.direction));
      case 'reopen':
        await pause();
        await storeOf(tab).close();
        stores[tab] = await open();
        return;
      case 'clock':
        clockMs += 1_000 * step.bySeconds;
        return;
      case 'pause':
        return pause();
      case 'moment':
        return new Promise((resolve) => void setTimeout(resolve));
      case 'release':
        return release();
    }
  }

  for (const step of steps) await take(step);
  await pause();
  // Wakes the subscription of the first tab, whatever became of the hints of the others.
  append(0, { stream: 'last', expectedVersion: 'no_stream', ids: [idOf(999)], data: '{}' });
  await pause();

  const witness = await openWithSizes({ name, now }, SIZES);
  const log = (await logOf(witness)).map((event) => ({
    ...event,
    deletes: softDeletions.has(event.position),
  }));
  const isScavenged = steps.some(({ kind }) => kind === 'scavenge');
  wrong.push(
    ...disorder(log),
    ...disagreements(made, log, isImported),
    ...(await following.end(log, isScavenged)),
    ...(await linksDiffer(storeOf(0), log)),
    ...(await copyDiffers(stores, sizes)),
    ...(await readsDiffer(stores, witness, streamsOf(log))),
    ...(await storeOf(0).check()).problems.map((problem) => `the check found ${JSON.stringify(problem)}`),
  );
  for (const store of [...stores, witness]) await store.close();
  await deleteEventStore(name);
  vi.unstubAllGlobals();
  return wrong;
}

function streamsOf(log: readonly LoggedEvent[]): readonly string[] {
  return [...new Set(log.map(({ stream }) => ownerOf(stream)))];
}

function eventsOf({ stream, ids, data }: Request) {
  const type = stream.startsWith('$$') ? '$metadata' : 'T';
  return ids.map((id) => ({ id, type, data, metadata: null }));
}

function changed(
  request: Request,
  { how, isAny, isAlone }: { how: How; isAny: boolean; isAlone: boolean },
  newId: () => number,
): Request {
  const { ids } = request;
  const changes: Record<How, () => readonly string[]> = {
    same: () => ids,
    first: () => ids.slice(0, -1),
    rest: () => ids.slice(1),
    more: () => [...ids, idOf(newId())],
    turned: () => ids.toReversed(),
  };
  const isMetadata = request.stream.startsWith('$$');
  const wanted = isMetadata ? ids : changes[how]();
  return {
    ...request,
    // Of several streams each gets events: otherwise nothing would tell where it came back from a deletion.
    ids: wanted.length > 0 || isAlone ? wanted : ids,
    ...(isAny && { expectedVersion: 'any' as const }),
  };
}

function answerOf({
  outcome,
  firstEventNumber: first = 0,
  lastEventNumber: last = 0,
  dataDiffers,
}: Partial<AppendResult>): Answer {
  if (outcome !== 'already_committed') return { kind: 'committed', first, last };
  return { kind: outcome, first, last, differs: dataDiffers };
}

function refusalOf(error: unknown, asked: Call): Answer {
  if (error instanceof StreamDeletedError) {
    return { kind: 'deleted', stream: error.stream, permanently: error.permanently };
  }
  if (!(error instanceof WrongExpectedVersionError)) throw error;
  const { stream, reason, currentVersion: current, events } = error;
  const numbers = asked.kind === 'append' ? events.map(({ eventNumber }) => eventNumber ?? null) : [];
  return { kind: 'conflict', stream, reason, current, numbers };
}

async function readOf(store: EventStore, stream: string, direction: 'forwards' | 'backwards'): Promise<void> {
  const numbers: number[] = [];
  try {
    for await (const { event } of store.readStream(stream, { direction }))
      numbers.push(event?.eventNumber ?? -1);
  } catch (error) {
    if (!(error instanceof StreamNotFoundError || error instanceof StreamDeletedError)) throw error;
  }
  const inOrder = [...new Set(numbers)].sort((a, b) => (direction === 'forwards' ? a - b : b - a));
  if (inOrder.join() !== numbers.join()) throw new Error(`${stream} was read as ${numbers.join()}`);
}
