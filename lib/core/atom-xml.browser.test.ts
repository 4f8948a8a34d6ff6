import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryXml, feedXml } from './atom-xml.ts';
import { dataXml, eventXml } from './event-documents.ts';
import { RecordedEvent } from './events.ts';
import { type EntryOptions, entryOf, streamFeed } from './feed.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const options: EntryOptions = {
  streamUri: (stream) => `http://h/streams/${encodeURIComponent(stream.toWellFormed())}`,
  embed: 'content',
  decode: (bytes) => new TextDecoder().decode(bytes),
};

function parsed(xml: string): Document {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
  return document;
}

const anyString = fc.string({ unit: 'binary', minLength: 1 });
const anyEvent = fc
  .record({
    stream: anyString,
    type: anyString,
    data: fc.oneof(
      fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.stringify(value)),
      fc.uint8Array(),
    ),
    metadata: fc.oneof(fc.constant(null), fc.json({ stringUnit: 'binary' })),
  })
  .map(
    ({ stream, ...event }) =>
      new RecordedEvent({
        stream,
        eventNumber: 0,
        position: 0,
        createdMs: 0,
        event: { id: 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4', ...event },
      }),
  );

test('whatever an event holds, a browser can read it as XML', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      parsed(eventXml(event, options.decode));
      parsed(dataXml(event, options.decode));
      const entry = parsed(entryXml(entryOf({ event }, options, true), options.decode));
      expect(entry.documentElement.namespaceURI).toBe(ATOM);
      const page = { stream: event.stream, direction: 'backwards', events: [{ event }] } as const;
      const feed = streamFeed(
        { ...page, from: 0, maxCount: 20, endOfStream: true, lastEventNumber: 0 },
        options,
      );
      const document = parsed(feedXml(feed, options.decode) ?? '');
      for (const child of document.querySelector('content')?.children ?? [])
        expect(child.namespaceURI).toBeNull();
    }),
  );
});
