import { expect, test } from 'vitest';
import { memberOf, withMember } from './edit-json.ts';

const JSON_TEXT = '{ "$maxCount": 20,  "n": 9007199254740993 }';

test('a member is read as it stands', () => {
  expect(memberOf(JSON_TEXT, 'n')).toBe('9007199254740993');
  expect(memberOf(JSON_TEXT, '$maxAge')).toBeNull();
});

test('a member is changed, and every other character stays', () => {
  expect(withMember(JSON_TEXT, '$maxCount', '9223372036854775807')).toBe(
    '{ "$maxCount": 9223372036854775807,  "n": 9007199254740993 }',
  );
});

test('a member is added with all its digits, also to an empty object', () => {
  expect(JSON.parse(withMember('{}', '$maxCount', '5'))).toEqual({ $maxCount: 5 });
  expect(memberOf(withMember(JSON_TEXT, '$maxAge', '9223372036854775807'), '$maxAge')).toBe(
    '9223372036854775807',
  );
});

test('a member is taken away, and one that is not there leaves the text as it is', () => {
  expect(JSON.parse(withMember('{"$maxCount":1,"b":2}', '$maxCount', null))).toEqual({ b: 2 });
  expect(withMember('{"$maxCount":1}', '$maxCount', null)).toBe('{}');
  expect(withMember(JSON_TEXT, '$maxAge', null)).toBe(JSON_TEXT);
});
