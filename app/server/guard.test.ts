import { expect, test } from 'vitest';
import { type Caller, type Purpose, refusal } from './guard.ts';

const PORT = 2113;
const curl: Caller = {
  host: '127.0.0.1:2113',
  origin: undefined,
  fetchSite: undefined,
  fetchMode: undefined,
};
const page: Caller = { ...curl, fetchSite: 'same-origin', fetchMode: 'cors' };
const purposes: readonly Purpose[] = ['app', 'store', 'tab'];

test.each(['127.0.0.1:2113', 'localhost:2113', '[::1]:2113', 'LOCALHOST:2113'])(
  'a program may ask %s',
  (host) => {
    expect(refusal({ ...curl, host }, PORT, 'store')).toBeUndefined();
  },
);

test.each(['evil.example:2113', '127.0.0.1', '127.0.0.1:80', 'localhost.evil.example:2113', undefined])(
  'as the host %s nothing is answered',
  (host) => {
    for (const purpose of purposes)
      expect(refusal({ ...page, host }, PORT, purpose)).toContain('answers only at');
  },
);

test.each(['http://evil.example', 'https://127.0.0.1:2113', 'http://127.0.0.1:5173', 'null'])(
  'a page of the origin %s reaches neither store nor tab',
  (origin) => {
    for (const purpose of purposes)
      expect(refusal({ ...page, origin }, PORT, purpose)).toContain('does not answer');
  },
);

test.each(['cross-site', 'same-site'])('a %s request reaches neither store nor tab', (fetchSite) => {
  for (const purpose of purposes) {
    expect(refusal({ ...page, fetchSite }, PORT, purpose)).toBe(
      'This server does not answer pages of other sites.',
    );
  }
  const link = { ...curl, fetchSite, fetchMode: 'navigate' };
  expect(refusal(link, PORT, 'store')).toBeDefined();
});

test('a link on another site opens the app', () => {
  const link = { ...curl, fetchSite: 'cross-site', fetchMode: 'navigate' };
  expect(refusal(link, PORT, 'app')).toBeUndefined();
  expect(refusal({ ...link, origin: 'http://evil.example' }, PORT, 'app')).toBeDefined();
});

test("the app's own pages reach everything", () => {
  for (const purpose of purposes) {
    expect(refusal({ ...page, origin: 'http://127.0.0.1:2113' }, PORT, purpose)).toBeUndefined();
  }
});

test('only a page of the app may act as a tab', () => {
  expect(refusal(curl, PORT, 'tab')).toBe('Only a page of this app may ask for this.');
  expect(refusal({ ...curl, fetchSite: 'none', fetchMode: 'navigate' }, PORT, 'tab')).toBeDefined();
});
