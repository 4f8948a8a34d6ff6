import { expect, test } from 'vitest';
import type { Post } from './post.ts';
import { postedEvents } from './posted-events.ts';
import { bodyText, makeRequest } from './request.ts';

const ID = 'c322e299-cb73-4b47-97c5-5054f920746e';
const post: Post = {
  stream: 'newstream',
  expectedVersion: 'no_stream',
  events: [{ id: ID, type: 'SomeEvent', data: '{"a":1}', metadata: null }],
};
const make = (changed: Partial<Post> = {}, id = '7f3a0000') =>
  makeRequest({ ...post, ...changed }, { id, createdMs: 1, order: 1 });

test('the fingerprint is that of method, path, headers and body', async () => {
  const { fingerprint } = await make();
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect((await make({}, 'another0')).fingerprint).toBe(fingerprint);
  expect((await make({ expectedVersion: 'any' })).fingerprint).not.toBe(fingerprint);
  expect((await make({ stream: 'other' })).fingerprint).not.toBe(fingerprint);
  const events = [{ id: ID, type: 'SomeEvent', data: '{"a":2}', metadata: null }];
  expect((await make({ events })).fingerprint).not.toBe(fingerprint);
});

test('the posted events come back from the bytes with their exact text', async () => {
  const events = [
    { id: ID, type: 'A', data: '{ "n": 9007199254740993, "data": [1.0] }', metadata: '{"é": "\ufeff"}' },
    { id: ID, type: 'B', data: '[]', metadata: null },
  ];
  expect(postedEvents(await make({ events }))).toEqual(events);
  expect(postedEvents(await make())).toEqual(post.events);
});

test('the body is kept as bytes', async () => {
  const request = await make({
    events: [{ id: ID, type: 'A', data: '"\ufeffß"', metadata: null }],
  });
  expect(request.body).toBeInstanceOf(Uint8Array);
  expect(bodyText(request)).toBe('"\ufeffß"');
});
