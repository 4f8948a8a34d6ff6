// How long this store keeps the main thread at a time, while a lot is appended, exported and imported.
import { type EventStore, openEventStore } from '../../../lib/index.ts';
import { eventMaker } from './events.ts';
import { type LongTasks, watchLongTasks } from './long-tasks.ts';

/** One thing that was done, and what it cost the page. */
export interface MainThreadFigure extends LongTasks {
  readonly title: string;
  readonly seconds: number;
}

export interface MainThreadOptions {
  readonly events: number;
  /** Of the file that is imported. */
  readonly fileBytes: number;
}

declare global {
  interface Window {
    measureMainThread: (options: MainThreadOptions) => Promise<readonly MainThreadFigure[]>;
  }
}

const BATCH = 1000;

window.measureMainThread = async ({ events, fileBytes }) => {
  const source = await openEventStore({ name: 'main thread' });
  const target = await openEventStore({ name: 'main thread, imported' });
  const figures = [
    await watched(`append ${events.toLocaleString('en')} events in batches of ${BATCH}`, () =>
      append(source, events),
    ),
  ];
  let file = await exported(source);
  while (file.size < fileBytes) {
    await append(source, Math.ceil((events * (fileBytes - file.size)) / file.size / BATCH + 1) * BATCH);
    file = await exported(source);
  }
  const size = `${Math.round(file.size / 1_000_000)} MB of NDJSON`;
  figures.push(await watched(`export ${size}`, () => exported(source)));
  figures.push(await watched(`import ${size}`, () => imported(target, file)));
  await source.close();
  await target.close();
  return figures;
};

async function append(store: EventStore, events: number): Promise<void> {
  const maker = eventMaker(1);
  for (let done = 0; done < events; done += BATCH) {
    await store.appendToStream('orders', maker.make(Math.min(BATCH, events - done)));
  }
}

function exported(store: EventStore): Promise<Blob> {
  return new Response(store.exportEvents()).blob();
}

async function imported(store: EventStore, file: Blob): Promise<void> {
  const { problems } = await store.importEvents(file);
  if (problems[0]) throw new Error(`Line ${problems[0].line}: ${problems[0].reason}`);
}

async function watched(title: string, work: () => Promise<unknown>): Promise<MainThreadFigure> {
  const started = performance.now();
  const tasks = await watchLongTasks(work);
  return { title, seconds: (performance.now() - started) / 1000, ...tasks };
}
