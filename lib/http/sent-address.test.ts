import { expect, test } from 'vitest';
import { sentAddressOf } from './sent-address.ts';

test.each([
  'http://127.0.0.1:2113/streams/s',
  'HTTP://LOCALHOST:80/streams/%24all/../a b?embed=body&x=/?#part?',
  'https://example.org',
  'https://[::1]:8443/?',
  'https://bücher.example/é?q=é#',
  'http://h/a#b?c=d',
])('the parts of %s are those of its URL', (address) => {
  const { origin, pathname, search, searchParams } = new URL(address);
  const sent = sentAddressOf(new Request(address));
  expect(sent).toMatchObject({ origin, path: pathname, search });
  expect(String(sent?.parameters ?? '')).toBe(String(searchParams));
});

test.each(['data:text/plain,http://h/streams/s', 'blob:http://h/streams/s', 'about:blank'])(
  '%s has no host',
  (address) => {
    expect(sentAddressOf(new Request(address))).toBeUndefined();
  },
);
