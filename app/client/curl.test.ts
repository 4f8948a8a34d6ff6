import { expect, test } from 'vitest';
import { curlOf, curlToRead } from './curl.ts';

test('a request is one curl command, safe for a shell', () => {
  const body = `{"it's":"$HOME \\"quoted\\""}`;
  expect(
    curlOf('http://127.0.0.1:2113/streams/newstream', { headers: [['ES-EventType', 'SomeEvent']], body }),
  ).toBe(
    `curl -i --data-binary '{"it'\\''s":"$HOME \\"quoted\\""}' 'http://127.0.0.1:2113/streams/newstream' \\\n` +
      `  -H 'ES-EventType: SomeEvent'`,
  );
});

test('the name of a stream is never a command of its own', () => {
  expect(curlToRead('http://127.0.0.1:2113/streams/$(reboot)', 'application/json')).toBe(
    `curl -i 'http://127.0.0.1:2113/streams/$(reboot)' -H 'Accept: application/json'`,
  );
});
