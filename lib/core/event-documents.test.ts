import { expect, test } from 'vitest';
import { entryXml, feedXml } from './atom-xml.ts';
import { dataXml, eventXml } from './event-documents.ts';
import { type Payload, RecordedEvent } from './events.ts';
import { type EntryOptions, entryOf, streamFeed } from './feed.ts';
import { parseXml } from './xml-parser.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const decode = (data: Uint8Array) => String.fromCharCode(...data);
const options: EntryOptions = { streamUri: (stream) => `http://h/${stream}`, embed: 'content', decode };
const ID = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';

function event(data: Payload, metadata: Payload | null = null): RecordedEvent {
  const place = { stream: 's', eventNumber: 0, position: 0, createdMs: 0 };
  return new RecordedEvent({ ...place, event: { id: ID, type: 't', data, metadata } });
}

test('one event as XML has no declaration, an entry and a feed have one', () => {
  const one = event('{"a":1}');
  expect(dataXml(one, decode)).toBe('<data><a>1</a></data>');
  expect(eventXml(one, decode)).toMatch(/^<event><eventStreamId>s</);
  expect(entryXml(entryOf({ event: one }, options, true), decode)).toMatch(/^<\?xml [^>]*\?><atom:entry /);
  const page = { stream: 's', direction: 'forwards', from: 0, maxCount: 1, endOfStream: true } as const;
  const feed = streamFeed({ ...page, events: [{ event: one }], lastEventNumber: 0 }, options);
  expect(feedXml(feed, decode)).toMatch(/^<\?xml [^>]*\?><feed /);
});

test.each<[Payload, string, string]>([
  ['[1,{"b":2}]', '<data><data>1</data><data><b>2</b></data></data>', '<data>1</data><data><b>2</b></data>'],
  [
    '[[1],[2,3]]',
    '<data><data><data>1</data></data><data><data>2</data><data>3</data></data></data>',
    '<data><data>1</data></data><data><data>2</data><data>3</data></data>',
  ],
  ['[null,"<"]', '<data><data /><data>&lt;</data></data>', '<data /><data>&lt;</data>'],
  ['[]', '<data></data>', ''],
  ['{"a":[1,2]}', '<data><a>1</a><a>2</a></data>', '<data><a>1</a><a>2</a></data>'],
  ['17', '<data>17</data>', '<data>17</data>'],
  [bytes('a<b'), '<data>a&lt;b</data>', '<data>a&lt;b</data>'],
  [bytes(''), '<data />', '<data />'],
])('%s alone is %s, as a member of its event %s', (data, alone, member) => {
  expect(dataXml(event(data), decode)).toBe(alone);
  const whole = eventXml(event(data, '["m",1]'), decode);
  expect(whole).toContain(`</eventId>${member}<metadata>m</metadata><metadata>1</metadata></event>`);
});

test('each of the elements that an array becomes is in no namespace', () => {
  const page = { stream: 's', direction: 'forwards', from: 0, maxCount: 1, endOfStream: true } as const;
  const one = event('[1,null,{"a":[2]}]');
  const feed = feedXml(
    streamFeed({ ...page, events: [{ event: one }], lastEventNumber: 0 }, options),
    decode,
  );
  expect(feed).toContain(
    '<data xmlns="">1</data><data xmlns="" /><data xmlns=""><a>2</a></data><metadata xmlns="" />',
  );
});

test('JSON that is nested too deep for XML is the text of one element, as a member, too', () => {
  const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
  expect(dataXml(event(deep), decode)).toBe(`<data>${deep}</data>`);
  expect(eventXml(event(deep), decode)).toContain(`<data>${deep}</data><metadata />`);
  expect(parseXml(eventXml(event(deep), decode)).kind).toBe('document');
});
