import { expect, test } from 'vitest';
import { parseStreamMetadata, SOFT_DELETE_JSON } from '../../../lib/core/stream-metadata.ts';
import { explain } from './explain.ts';

const says = (json: string) => explain(json).meanings.map((meaning) => meaning.says);

test('known keys are said in plain words, and other keys are the own ones', () => {
  expect(says('{"$maxCount":20,"$maxAge":86400,"$tb":5,"$cacheControl":90,"$acl":{},"mine":1}')).toEqual([
    'The newest 20 events can be read; older ones are hidden.',
    'Events older than 86400 seconds (1 day) are hidden.',
    'Events before number 5 are hidden.',
    'The newest page of the feed may be cached for 90 seconds.',
    'Who may read and write: stored and shown, not enforced.',
    'Your own key. It is kept as it is.',
  ]);
});

test('a deleted stream is said to be one, and its number keeps its digits', () => {
  const [meaning] = explain(SOFT_DELETE_JSON).meanings;
  expect(meaning?.says).toBe('The stream is deleted: all its events are hidden.');
  expect(meaning?.value).toBe('9223372036854775807');
});

test('a value that is too small is told to have no effect by itself', () => {
  const { ignored, meanings } = explain('{"$maxCount":0,"$maxAge":60}');
  expect(ignored).toBeNull();
  expect(meanings.map(({ problem }) => problem)).toEqual([true, false]);
});

test('a document is told to be ignored where the store ignores it', () => {
  const documents = [
    '{}',
    '[]',
    '"text"',
    '{"$maxCount":1.5}',
    '{"$maxCount":1e3}',
    '{"$maxCount":"5"}',
    '{"$maxAge":9223372036854775807}',
    '{"$maxAge":9223372036854775808}',
    '{"$tb":-9223372036854775808}',
    '{"$tb":-9223372036854775809}',
    '{"$tmp":true}',
    '{"$tmp":1}',
    '{"$acl":[]}',
    '{"$acl":{"$r":["a","b"],"$w":"c"}}',
    '{"$acl":{"$r":[1]}}',
    '{"$acl":{"own":1}}',
  ];
  for (const json of documents) {
    // Only of a document that counts does a limit beside the doubtful value take effect.
    const probe = json.startsWith('{')
      ? json.replace(/\}$/, `${json === '{}' ? '' : ','}"$cacheControl":7}`)
      : json;
    const counts = parseStreamMetadata(0, probe).cacheControl === 7n;
    expect(explain(probe).ignored === null, probe).toBe(counts);
  }
});
