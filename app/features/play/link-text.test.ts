import { expect, test } from 'vitest';
import { fromLinkText, toLinkText } from './link-text.ts';

test.each(['', 'const fold = (s) => s;', 'ü 🎈 \u2028 \0', '???>>>'.repeat(20)])(
  'the text %j comes back from its link, which has no character that a chat would change',
  (code) => {
    expect(toLinkText(code)).toMatch(/^[\w-]*$/);
    expect(fromLinkText(toLinkText(code))).toBe(code);
  },
);

test.each(['a', '%%%', 'ä', '_w'])('the link text %s was changed on its way, and is no text', (text) => {
  expect(fromLinkText(text)).toBeNull();
});
