// Every way to read a store over HTTP: each page, event and metadata in each format, at each level of embedding.

import { escapeSegment } from '../../lib/http/addresses.ts';
import { createHandler } from '../../lib/http/handler.ts';
import type { EventStore } from '../../lib/index.ts';
import { BASE } from './requests.ts';

const LEVELS = ['none', 'content', 'rich', 'body', 'pretty', 'tryharder'];
const FEEDS = ['application/atom+xml', 'application/vnd.eventstore.atom+json'];
const SINGLE = [
  ...FEEDS,
  ...['application/json', 'text/xml', 'application/octet-stream'],
  ...['application/vnd.eventstore.event+json', 'application/vnd.eventstore.event+xml'],
];

export interface ReadAnswer {
  readonly address: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Names that the path of a URL cannot hold are left out. */
export async function* readEverything(store: EventStore): AsyncGenerator<ReadAnswer, undefined> {
  const handle = createHandler(store);
  async function read(path: string, accept: string): Promise<ReadAnswer> {
    const response = await handle(new Request(`${BASE}/streams/${path}`, { headers: { Accept: accept } }));
    if (!response) throw new Error(`${path} was not taken.`);
    const type = response.headers.get('Content-Type') ?? '';
    return { address: `${path} as ${accept}`, status: response.status, type, text: await response.text() };
  }
  const summaries = await store.listStreams({ includeSystem: true });
  const names = [...summaries.map(({ stream }) => stream), '$streams', '$ce-order', '$et-t'];
  for (const stream of names.filter((name) => !/^\.{1,2}$/.test(name))) {
    const path = escapeSegment(stream);
    for (const accept of SINGLE) {
      yield await read(`${path}/head`, accept);
      yield await read(`${path}/metadata`, accept);
    }
    for (const level of LEVELS)
      for (const accept of FEEDS) yield await read(`${path}?embed=${level}`, accept);
  }
  for (const level of LEVELS) {
    for (const accept of FEEDS) yield await read(`$all/head/backward/50?embed=${level}`, accept);
  }
}
