import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { PostEvent } from '../../client/post.ts';
import { isOther, type SentEvent } from '../../client/stored-events.ts';
import { idsWords, remaining, thereWords } from './carry-on.ts';

type Stored = Partial<Pick<RecordedEvent, 'type' | 'rawData' | 'rawMetadata' | 'scavenged'>>;

/** An event that is in the stream at 0 as `stored` says; null = its id is not there. */
function event(sent: Partial<PostEvent>, stored: Stored | null, isListed = true): SentEvent {
  const all = { id: 'a', type: 'T', data: '{}', metadata: null, ...sent };
  const as = { type: 'T', rawData: '{}', rawMetadata: null, scavenged: false, ...stored };
  return {
    sent: all,
    isListed,
    at: stored === null ? null : 0,
    stored: stored === null ? null : (as as RecordedEvent),
  };
}

test.each<readonly [Partial<PostEvent>, Stored]>([
  [{ type: 'Other' }, {}],
  [{ data: '{ }' }, {}],
  [{ metadata: '{}' }, {}],
  [{}, { rawMetadata: '{}' }],
  [{ data: '1.0' }, { rawData: '1' }],
  [{ data: '"{}"' }, { rawData: '[]' }],
])('%j is another event than %j', (sent, stored) => {
  expect(isOther(event(sent, stored))).toBe(true);
});

test.each<readonly [Partial<PostEvent>, Stored]>([
  [{}, {}],
  [{ metadata: 'null' }, {}],
  [{ data: '"text"' }, { rawData: new TextEncoder().encode('text') }],
  [{ data: '"{}"' }, {}],
  [{ data: '1' }, { rawData: '', scavenged: true }],
])('%j in a list is stored as %j', (sent, stored) => {
  expect(isOther(event(sent, stored))).toBe(false);
});

test('alone a JSON string is no text', () => {
  const text = new TextEncoder().encode('text');
  expect(isOther(event({ data: '"text"' }, { rawData: text }, false))).toBe(true);
  expect(isOther(event({ data: '"text"' }, { rawData: '"text"' }, false))).toBe(false);
});

test('what is there as it was sent is left out, and what another event stands for gets a new id', () => {
  const events = [event({ id: 'a' }, {}), event({ id: 'b' }, null), event({ id: 'c', type: 'Mine' }, {})];
  const left = remaining('orders', events, 4, () => 'new');
  expect(left.post).toMatchObject({ stream: 'orders', expectedVersion: 4 });
  expect(left.post.events.map(({ id, type }) => [id, type])).toEqual([
    ['b', 'T'],
    ['new', 'Mine'],
  ]);
  expect(thereWords(left)).toBe('1 of 3 events is in the stream. 1 has an id that another event has there.');
  expect(idsWords(left)).toBe('keep their ids, except 1 with a new one,');
});
