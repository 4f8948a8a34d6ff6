import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHandler } from '../../lib/http/handler.ts';
import { isStreamName, jsonEvent, jsonText } from '../../lib/index.ts';
import { NAMES, VALID_JSON } from './corpus.ts';
import { anyEvents, appendAll } from './events.ts';
import { type ReadAnswer, readEverything } from './feeds.ts';
import { BASE } from './requests.ts';
import { withStore } from './stores.ts';

const HTML = 'http://www.w3.org/1999/xhtml';

/** Parsed as the browser parses a page, and nothing in it means more than text. */
function expectReadable({ address, status, type, text }: ReadAnswer): void {
  expect([200, 404], `${address}: ${text}`).toContain(status);
  if (status !== 200 || text === '') return;
  if (type.includes('json')) JSON.parse(text);
  if (!type.includes('xml')) return;
  const document = new DOMParser().parseFromString(text, 'application/xml');
  expect(document.querySelector('parsererror')?.textContent, `${address}: ${text}`).toBeUndefined();
  expect(document.getElementsByTagNameNS(HTML, '*')).toHaveLength(0);
  expect(document.evaluate('count(//processing-instruction())', document).numberValue).toBe(0);
}

test('whatever events hold, and whatever streams are called, a browser reads every page and every event', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, (events) =>
      withStore(async (store) => {
        await appendAll(store, events);
        for await (const answer of readEverything(store)) expectReadable(answer);
      }),
    ),
    { numRuns: 10 },
  );
});

test('so it does with all that the corpus holds at once', () =>
  withStore(async (store) => {
    const names = NAMES.filter((name) => isStreamName(name) && !/^\$(streams$|ce-|et-)/.test(name));
    for (const [index, name] of names.entries()) {
      const data = jsonText(VALID_JSON[index % VALID_JSON.length] as string);
      await store.appendToStream(name, jsonEvent({ type: name, data, metadata: { [name]: name } }));
    }
    const pages = ['content', 'body', 'pretty', 'tryharder'].flatMap((embed) => [
      [`/streams/$all/head/backward/4096?embed=${embed}`, 'application/atom+xml'] as const,
      [`/streams/$all/head/backward/4096?embed=${embed}`, 'application/json'] as const,
    ]);
    for (const [path, accept] of pages) {
      const response = await createHandler(store)(new Request(BASE + path, { headers: { Accept: accept } }));
      const text = (await response?.text()) ?? '';
      expectReadable({ address: path, status: response?.status ?? 0, type: accept, text });
    }
  }));
