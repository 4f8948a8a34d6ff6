import { expect, test } from 'vitest';
import { feedJson } from './atom-json.ts';
import { entryXml, feedXml } from './atom-xml.ts';
import { eventNumberText, timeText } from './event-view.ts';
import { type Payload, RecordedEvent, type ResolvedEvent, TOMBSTONE } from './events.ts';
import { type EmbedLevel, type EntryOptions, entryOf, streamFeed } from './feed.ts';

function event(place: {
  stream?: string;
  eventNumber?: number;
  type?: string;
  data?: Payload;
  metadata?: Payload | null;
}): RecordedEvent {
  const { stream = 's', eventNumber = 0, type = 't', data = '{"n":1.0}', metadata = null } = place;
  const id = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';
  return new RecordedEvent({
    stream,
    eventNumber,
    position: eventNumber,
    createdMs: Date.UTC(2020, 0, 1, 0, 0, eventNumber),
    event: { id, type, data, metadata },
  });
}

// The texts of the tests are ASCII.
const decode = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const options = (embed: EmbedLevel = 'none'): EntryOptions => ({
  streamUri: (stream) => `http://h/streams/${encodeURIComponent(stream)}`,
  embed,
  decode,
});

function page(
  direction: 'forwards' | 'backwards',
  from: number,
  numbers: readonly number[],
  endOfStream: boolean,
) {
  const events = numbers.map((eventNumber) => ({ event: event({ eventNumber }) }));
  return { stream: 's', direction, events, from, maxCount: 2, endOfStream, lastEventNumber: 4 };
}

function linksOf(feed: { readonly links: readonly { readonly relation: string; readonly uri: string }[] }) {
  return Object.fromEntries(
    feed.links.map(({ relation, uri }) => [relation, uri.replace('http://h/streams/s', '')]),
  );
}

test('the links of a backward page lead to older and newer events', () => {
  expect(linksOf(streamFeed(page('backwards', 3, [3, 2], false), options()))).toEqual({
    self: '',
    first: '/head/backward/2',
    last: '/0/forward/2',
    next: '/1/backward/2',
    previous: '/4/forward/2',
    metadata: '/metadata',
  });
});

test('the oldest backward page has no older one', () => {
  expect(linksOf(streamFeed(page('backwards', 1, [1, 0], true), options()))).toEqual({
    self: '',
    first: '/head/backward/2',
    previous: '/2/forward/2',
    metadata: '/metadata',
  });
});

test('a forward page past the end is where a reader waits: it has no newer page', () => {
  expect(linksOf(streamFeed(page('forwards', 5, [], true), options()))).toEqual({
    self: '',
    first: '/head/backward/2',
    last: '/0/forward/2',
    next: '/4/backward/2',
    metadata: '/metadata',
  });
});

test('entries are newest first in both directions, and the feed is as old as the first one read', () => {
  const forwards = streamFeed(page('forwards', 0, [0, 1], false), options());
  expect(forwards.events.map(({ event }) => event?.eventNumber)).toEqual([1, 0]);
  expect(forwards.updated).toBe('2020-01-01T00:00:00Z');
  const backwards = streamFeed(page('backwards', 1, [1, 0], true), options());
  expect(backwards.events.map(({ event }) => event?.eventNumber)).toEqual([1, 0]);
  expect(backwards.updated).toBe('2020-01-01T00:00:01Z');
});

test('members of the JSON feed come in the order of the reference', () => {
  const feed = streamFeed({ ...page('backwards', 4, [4], false), headETag: '4;1' }, options());
  expect(Object.keys(JSON.parse(feedJson(feed, decode) ?? ''))).toEqual([
    'title',
    'id',
    'updated',
    'streamId',
    'author',
    'headOfStream',
    'selfUrl',
    'eTag',
    'links',
    'entries',
  ]);
});

test('a link shows its target, also when nothing is there; one that leads nowhere shows itself', () => {
  const link = event({ stream: 'links', type: '$>', data: bytes('7@a@b') });
  const target = { title: '7@a@b', id: 'http://h/streams/a%40b/7', summary: '$>' };
  expect(entryOf({ link }, options(), false)).toMatchObject(target);
  expect(entryOf({ link, event: event({ stream: 'a@b', eventNumber: 7 }) }, options(), false)).toMatchObject(
    target,
  );
  const nowhere = event({ stream: 'links', type: '$>', data: '{"no":"link"}' });
  expect(entryOf({ link: nowhere }, options(), false)).toMatchObject({ title: '0@links', summary: '$>' });
});

test('each embed level holds more of the event', () => {
  const resolved = { event: event({ metadata: '{"m":[1]}' }) };
  const entry = (embed: EmbedLevel) => entryOf(resolved, options(embed), embed === 'content');
  expect(entry('none')).not.toHaveProperty('rich');
  expect(entry('content').content).toBe(resolved.event);
  expect(entry('rich').rich).toMatchObject({
    eventType: 't',
    isJson: true,
    positionStreamId: 's',
  });
  expect(entry('rich').rich?.data).toBeUndefined();
  expect(entry('body').rich).toMatchObject({ data: '{"n":1.0}', metaData: '{"m":[1]}' });
  expect(entry('pretty').rich).toMatchObject({ data: '{\n  "n": 1.0\n}' });
});

test('whether there is metadata is told where the metadata is embedded, of the event as of the link', () => {
  const link = event({ stream: 'links', type: '$>', data: bytes('0@s'), metadata: '{"l":1}' });
  const told = (embed: EmbedLevel, resolved: ResolvedEvent) => {
    const { isMetaData, isLinkMetaData } = entryOf(resolved, options(embed), false).rich ?? {};
    return [isMetaData, isLinkMetaData];
  };
  const described = event({ metadata: '{}' });
  const without = event({ metadata: bytes('') });
  expect(told('rich', { event: described, link })).toEqual([false, false]);
  for (const embed of ['body', 'pretty', 'tryharder'] as const) {
    expect(told(embed, { event: described, link })).toEqual([true, true]);
    expect(told(embed, { event: described })).toEqual([true, false]);
    expect(told(embed, { event: without, link })).toEqual([false, true]);
  }
});

test('a head page without a readable event leads to the first event, any other page to what is newer than it', () => {
  const empty = page('backwards', 4, [], true);
  expect(linksOf(streamFeed({ ...empty, headETag: '4;1' }, options())).previous).toBe('/0/forward/2');
  expect(linksOf(streamFeed(empty, options())).previous).toBe('/5/forward/2');
  const head = { ...page('backwards', 4, [4], false), headETag: '4;1' };
  expect(linksOf(streamFeed(head, options())).previous).toBe('/5/forward/2');
});

test('bytes that are JSON are only found by trying harder', () => {
  const resolved = { event: event({ data: bytes('{"a":1}') }) };
  expect(entryOf(resolved, options('body'), false).rich).toMatchObject({
    data: undefined,
    isJson: false,
  });
  expect(entryOf(resolved, options('tryharder'), false).rich).toMatchObject({
    data: '{\n  "a": 1\n}',
    isJson: true,
  });
});

test.each([
  ['', true],
  [' {"a":1}', true],
  ['[1]', false],
  ['17', false],
  ['{"a":', false],
  ['text', false],
])('the bytes "%s" are JSON to who tries harder: %s', (text, isJson) => {
  const resolved = { event: event({ data: bytes(text) }) };
  expect(entryOf(resolved, options('tryharder'), false).rich).toMatchObject({ isJson });
  expect(entryOf(resolved, options('pretty'), false).rich).toMatchObject({ isJson: false });
});

test('stored JSON stands in the content of an entry as it was sent', () => {
  const data = '{ "big":9007199254740993,"x":1.0 }';
  const feed = streamFeed(
    { ...page('backwards', 0, [], true), events: [{ event: event({ data }) }] },
    options('content'),
  );
  expect(feedJson(feed, decode)).toContain(`"data": ${data},`);
});

test('the content of an entry is in no namespace, in a feed as in an entry of its own', () => {
  const resolved = { event: event({}) };
  const feed = streamFeed({ ...page('backwards', 0, [], true), events: [resolved] }, options('content'));
  expect(feedXml(feed, decode)).toContain('<data xmlns=""><n>1.0</n></data><metadata xmlns="" />');
  expect(entryXml(entryOf(resolved, options(), true), decode)).toContain(
    '<data><n>1.0</n></data><metadata />',
  );
});

test('the number of a tombstone is the largest of 64 bits', () => {
  expect(eventNumberText(TOMBSTONE)).toBe('9223372036854775807');
});

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [120, '1970-01-01T00:00:00.12Z'],
  [10_001, '1970-01-01T00:00:10.001Z'],
])('%d ms are written %s', (ms, text) => {
  expect(timeText(ms)).toBe(text);
});

test('a feed that would be longer than a feed may be is not written', () => {
  const feed = streamFeed(page('backwards', 3, [3, 2], false), options('content'));
  for (const write of [feedJson, feedXml]) {
    const { length } = write(feed, decode) ?? '';
    expect(write(feed, decode, length)).toHaveLength(length);
    expect(write(feed, decode, length / 4)).toBeUndefined();
  }
});
