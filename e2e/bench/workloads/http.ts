// What the HTTP handler adds to the library that it calls. Making requests and reading bodies is the client's work, and not
// timed.
import type { BenchEvent, Connection } from '../contenders/contender.ts';
import { LOG_STREAM, type PageWorkload, READS, WRITES } from './workload.ts';

const ONLY = {
  only: ['ours-relaxed'],
  per: 'request',
  rawWork: 'does not take part',
  compared: 'ratio to beside',
  beside: 'the same through the library',
} as const;
const PAGE = 20;
const ADDRESS = 'http://localhost/streams/';

const get: PageWorkload = {
  ...READS,
  ...ONLY,
  name: 'http-get',
  title: 'HTTP: GET of a page of 20 events',
  log: 10_000,
  async measure(store, { stopwatch }) {
    const request = () =>
      new Request(`${ADDRESS}${LOG_STREAM}/head/backward/${PAGE}`, {
        headers: { Accept: 'application/vnd.eventstore.atom+json' },
      });
    const { value: beside } = await stopwatch.repeat(
      () => {},
      () => store.readBackwards(LOG_STREAM, PAGE),
    );
    const { value } = await stopwatch.repeat(request, (made) => answered(store, made, 200));
    return { value, beside };
  },
};

const post: PageWorkload = {
  ...WRITES,
  ...ONLY,
  name: 'http-post',
  title: 'HTTP: POST of one event',
  async measure(store, { stopwatch, events, sample }) {
    const next = () => events.make(1)[0] as BenchEvent;
    let version = -1;
    const stream = `stream-${sample}`;
    const { value: beside } = await stopwatch.repeat(next, (event) =>
      store.append(stream, version++, [event]),
    );
    const { value } = await stopwatch.repeat(
      () => postOf(stream, version++, next()),
      (made) => answered(store, made, 201),
    );
    return { value, beside };
  },
};

function postOf(stream: string, version: number, { id, type, data }: BenchEvent): Request {
  return new Request(ADDRESS + stream, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'ES-EventType': type,
      'ES-EventId': id,
      'ES-ExpectedVersion': String(version),
    },
    body: data,
  });
}

async function answered(store: Connection, request: Request, status: number): Promise<void> {
  const response = await store.answer?.(request);
  if (response?.status !== status)
    throw new Error(`The handler answered ${response?.status}, not ${status}.`);
}

export const http: readonly PageWorkload[] = [get, post];
