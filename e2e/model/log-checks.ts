// What holds of every log, whatever was done to it, in words where it does not.
import type { Sizes } from '../../lib/core/sizes.ts';
import { deleteEventStore, EventNotFoundError, type EventStore, EventStoreError } from '../../lib/index.ts';
import { openWithSizes } from '../../lib/open-event-store.ts';
import { type LoggedEvent, TOMBSTONE } from './stream-model.ts';

const exported = (store: EventStore) => new Response(store.exportEvents()).text();

/** Every event, also what reads leave out. */
export async function logOf(store: EventStore): Promise<readonly Omit<LoggedEvent, 'deletes'>[]> {
  const lines = (await exported(store)).trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const { eventId: id, eventType: type, ...rest } = JSON.parse(line);
    const { stream, position, created } = rest;
    const isTombstone = type === '$streamDeleted';
    const eventNumber = isTombstone ? TOMBSTONE : rest.eventNumber;
    return {
      stream,
      eventNumber,
      position,
      id,
      type,
      created,
      data: rest.scavenged ? null : JSON.stringify(rest.data),
    };
  });
}

/** Positions and numbers have no gap. */
export function disorder(log: readonly LoggedEvent[]): readonly string[] {
  const next = new Map<string, number>();
  return log.flatMap(({ position, stream, eventNumber }, place) => {
    const wanted = next.get(stream) ?? 0;
    next.set(stream, eventNumber + 1);
    const isNext = eventNumber === wanted || eventNumber === TOMBSTONE;
    return isNext && position === place
      ? []
      : [`${stream} ${eventNumber} is at ${position}, not ${wanted} at ${place}`];
  });
}

/** The links of every system stream are all there, numbered in the order of the log. */
export async function linksDiffer(
  store: EventStore,
  log: readonly LoggedEvent[],
): Promise<readonly string[]> {
  const wanted = new Map<string, string[]>();
  const add = (systemStream: string, link: string) =>
    wanted.set(systemStream, [...(wanted.get(systemStream) ?? []), link]);
  for (const { stream, eventNumber, type } of log) {
    const link = `${eventNumber}@${stream}`;
    if (eventNumber === TOMBSTONE) add('$et-$deleted', link);
    else {
      if (eventNumber === 0) add('$streams', link);
      const dash = stream.indexOf('-');
      if (dash > 0 && !stream.startsWith('$')) add(`$ce-${stream.slice(0, dash)}`, link);
      add(`$et-${type}`, link);
    }
  }
  const wrong: string[] = [];
  for (const [systemStream, links] of wanted) {
    const read: string[] = [];
    for await (const { event } of store.readStream(systemStream)) {
      read.push(
        event?.eventNumber === read.length ? new TextDecoder().decode(event.rawData as Uint8Array) : 'a gap',
      );
    }
    if (read.join() !== links.join()) wrong.push(`${systemStream} reads ${read.join()}, not ${links.join()}`);
  }
  return wrong;
}

/** Every store exports the same, and so does a copy that is made from the export. */
export async function copyDiffers(stores: readonly EventStore[], sizes: Sizes): Promise<readonly string[]> {
  const [first, ...others] = await Promise.all(stores.map(exported));
  const name = `${stores[0]?.name}, a copy`;
  const copy = await openWithSizes({ name }, sizes);
  const { problems } = await copy.importEvents(new Blob([first as string]));
  const again = await exported(copy);
  await copy.close();
  await deleteEventStore(name);
  return [
    ...problems.map(({ line, reason }) => `line ${line} of the export: ${reason}`),
    ...[...others, again].filter((text) => text !== first).map((text) => `exported ${text}, not ${first}`),
  ];
}

/** Stores that have lived through everything read, in every way, as one that was opened just now. */
export async function readsDiffer(
  stores: readonly EventStore[],
  witness: EventStore,
  streams: readonly string[],
): Promise<readonly string[]> {
  const wrong = streams.map(async (name) => {
    const wanted = (await readOf(witness, name, 'forwards')).join();
    const reads = [readOneByOne(witness, name)];
    for (const store of stores) {
      const backwards = readOf(store, name, 'backwards');
      reads.push(
        readOf(store, name, 'forwards'),
        backwards.then((events) => events.toReversed()),
      );
    }
    const texts = (await Promise.all(reads)).map((read) => read.join());
    return texts.filter((text) => text !== wanted).map((text) => `${name} reads ${text}, not ${wanted}`);
  });
  return (await Promise.all(wrong)).flat();
}

/** Its events, or why there are none. */
async function readOf(
  store: EventStore,
  name: string,
  direction: 'forwards' | 'backwards',
): Promise<readonly string[]> {
  const read: string[] = [];
  try {
    for await (const { event } of store.readStream(name, { direction })) read.push(JSON.stringify(event));
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    return [String(error)];
  }
  return read;
}

async function readOneByOne(store: EventStore, name: string): Promise<readonly string[]> {
  const { state, version } = await store.describeStream(name);
  if (state !== 'live') return readOf(store, name, 'forwards');
  const numbers = Array.from({ length: version + 1 }, (_, number) => number);
  const events = numbers.map((number) =>
    store.readEvent(name, number).then(
      ({ event }) => JSON.stringify(event),
      (error: unknown) => {
        if (error instanceof EventNotFoundError) return undefined;
        throw error;
      },
    ),
  );
  return (await Promise.all(events)).filter((event) => event !== undefined);
}
