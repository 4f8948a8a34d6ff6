import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths, routeOf } from '../../app/router.ts';
import { hashRouteOf } from '../../app/stream-address.ts';
import { escapeSegment } from '../../lib/http/addresses.ts';
import { createHandler } from '../../lib/http/handler.ts';
import { isStreamName, jsonEvent } from '../../lib/index.ts';
import { NAMES } from './corpus.ts';
import { BASE } from './requests.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';
import { anyText, damaged } from './texts.ts';

const isSystem = (name: string) => /^\$(streams$|ce-|et-)/.test(name);
const appendable = anyText.filter((name) => isStreamName(name) && !isSystem(name));

test(
  'a stream of any name is appended to, listed, read and, if a URL can hold the name, found over HTTP',
  () =>
    tryProperty('stream names', 100, [appendable], (name) =>
      withStore(async (store) => {
        await store.appendToStream(name, jsonEvent({ type: 't', data: name }), {
          expectedVersion: 'no_stream',
        });
        expect((await store.listStreams({ includeSystem: true })).map(({ stream }) => stream)).toContain(
          name,
        );
        expect((await store.readEvent(name, 0)).event?.data).toBe(name);
        if (/^\.{1,2}$/.test(name)) return;
        const response = await createHandler(store)(
          new Request(`${BASE}/streams/${escapeSegment(name)}/0?format=json`),
        );
        expect(response?.status, name).toBe(200);
      }),
    ),
  TIMEOUT_MS,
);

test(
  'an address that is typed or followed opens some screen, whatever it is',
  () =>
    tryProperty(
      'addresses of screens',
      1_000,
      [fc.oneof(anyText, damaged(fc.constantFrom(...addresses())))],
      (text) => {
        expect(routeOf(text).kind).toBeDefined();
        expect(hashRouteOf(text)).toMatch(/^#\/streams/);
      },
    ),
  TIMEOUT_MS,
);

function addresses(): readonly string[] {
  return NAMES.flatMap((name) => [
    paths.page(name, 'head', 'backward', 20).slice(1),
    paths.find(name, { type: name, text: name, inStream: name, hideSystem: true }).slice(1),
    `streams/${escapeSegment(name)}/0/forward/20`,
  ]);
}
