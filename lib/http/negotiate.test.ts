import { describe, expect, test } from 'vitest';
import { EVENT_OFFER, HEAD_PAGE_OFFER, negotiate, prefersHtml } from './negotiate.ts';

function request(accept: string | undefined, query = '', method = 'GET'): Request {
  const headers = accept === undefined ? undefined : { Accept: accept };
  return new Request(`http://127.0.0.1:2113/streams/s${query}`, { method, ...(headers && { headers }) });
}

function asked(accept: string | undefined, query = '') {
  const sentTo = { origin: '', path: '', search: query, parameters: new URLSearchParams(query) };
  return { request: request(accept, query), sentTo };
}

const FEED = 'application/vnd.eventstore.atom+json';

describe('a feed is answered', () => {
  test.each([
    [undefined, FEED],
    ['', FEED],
    ['*/*', FEED],
    ['image/png, */*', FEED],
    ['application/json, text/plain, */*', 'application/json'],
    ['application/atom+xml', 'application/atom+xml'],
    ['APPLICATION/ATOM+XML; charset=utf-8', 'application/atom+xml'],
    ['text/xml;q=0.5, application/json;q=0.8', 'application/json'],
    ['application/json;q=0, */*', FEED],
    [`${FEED};q=0, */*`, 'application/atom+xml'],
    ['text/*', 'text/xml'],
    ['application/*', 'application/atom+xml'],
    ['application/vnd.kurrent.streamdesc+json', 'application/vnd.kurrent.streamdesc+json'],
    ['image/png', undefined],
    ['application/json;q=0', undefined],
    ['text/html', undefined],
  ])('to Accept %s with %s', (accept, type) => {
    expect(negotiate(asked(accept), HEAD_PAGE_OFFER)).toBe(type);
  });

  test.each([
    ['?format=json', 'application/json'],
    ['?format=XML', 'text/xml'],
    ['?format=atom', 'application/atom+xml'],
    ['?format=atomxj', FEED],
    ['?format=', 'text/xml'],
    ['?format=text', undefined],
    ['?format=yaml', undefined],
  ])('to %s, whatever is accepted, with %s', (query, type) => {
    expect(negotiate(asked('text/xml', query), HEAD_PAGE_OFFER)).toBe(type);
  });
});

test('one event is an Atom entry unless something else is asked for', () => {
  expect(negotiate(asked(undefined), EVENT_OFFER)).toBe('application/atom+xml');
  expect(negotiate(asked('application/octet-stream'), EVENT_OFFER)).toBe('application/octet-stream');
});

describe('a person who opens the address gets the app:', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
  test.each([
    [BROWSER, '', 'GET', true],
    [BROWSER, '', 'HEAD', true],
    ['text/html', '', 'GET', true],
    ['image/png, text/html', '', 'GET', true],
    [BROWSER, '?format=json', 'GET', false],
    [BROWSER, '', 'POST', false],
    ['*/*', '', 'GET', false],
    [undefined, '', 'GET', false],
    ['application/json, text/html', '', 'GET', false],
    ['text/html;q=0.5, application/json', '', 'GET', false],
    ['text/html;q=0', '', 'GET', false],
  ])('Accept %s, query "%s", %s: %s', (accept, query, method, html) => {
    expect(prefersHtml(request(accept, query, method))).toBe(html);
  });
});
