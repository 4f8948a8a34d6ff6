// The core of the promises in WebKitGTK: a retry after a lost reply, two tabs, exact text, and a start without a network.
import { test as base, expect } from '@playwright/test';
import { buildFolder } from '../build-once.ts';
import { findBrowser } from '../find-browser.mjs';
import { type StaticHost, startStaticHost } from '../static-host.ts';
import { startWebKitGtk, type WebKitGtk } from './webkitgtk.ts';

const test = base.extend<{ readonly host: StaticHost; readonly webkit: WebKitGtk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  host: async ({}, use) => {
    const host = await startStaticHost(buildFolder('static'), '/some/path/');
    await use(host);
    await host.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  webkit: async ({}, use) => {
    const browser = await startWebKitGtk(findBrowser('webkit')?.executablePath ?? '');
    await use(browser);
    await browser.close();
  },
});

const button = (name: string) => `//button[contains(normalize-space(), "${name}")]`;
const choice = (name: string) => `//label[starts-with(normalize-space(), "${name}")]`;
const text = (words: string) => `//body[contains(normalize-space(), "${words}")]`;
const outcome = (word: string) => `//main//h2[normalize-space()="${word}"]`;
const DATA = '//label[normalize-space()="Data (JSON)"]/following::textarea[1]';

test('post, lose the reply, retry, and the feed shows one event, also after a reload', async ({
  webkit,
  host,
}) => {
  await webkit.goto(`${host.url}#/post/newstream`);
  await webkit.click(button('Network:'));
  await webkit.click(choice('Loses the reply'));
  await webkit.click(button('Send'));
  await webkit.see(outcome('No reply'));
  await webkit.click(button('Retry same request'));
  await webkit.see(outcome('Already committed'));
  await webkit.goto(`${host.url}#/streams/newstream`);
  await webkit.reload();
  await webkit.see(text('1 event · version 0'));
});

test('two tabs send at the same expected version: one is committed, one is a conflict', async ({
  webkit,
  host,
}) => {
  const first = await webkit.currentTab();
  const second = await webkit.newTab();
  for (const tab of [first, second]) {
    await webkit.switchTo(tab);
    await webkit.goto(`${host.url}#/post/race`);
    await webkit.click(choice('No stream'));
  }
  await webkit.switchTo(first);
  await webkit.click(button('Send'));
  await webkit.see(outcome('Committed'));
  await webkit.switchTo(second);
  await webkit.click(choice('No stream'));
  await webkit.click(button('Send'));
  await webkit.see(outcome('Conflict'));
  await webkit.goto(`${host.url}#/streams/race`);
  await webkit.see(text('1 event · version 0'));
});

test('every digit that was typed is stored, and what is asked for at streams/… has it', async ({
  webkit,
  host,
}) => {
  const exact = '{ "n" : 9007199254740993, "price":1.00, "far":1E400, "minus":-0 }';
  await webkit.goto(`${host.url}#/post/exact`);
  await webkit.see(text('Works offline'));
  await webkit.fill(DATA, exact);
  await webkit.click(button('Send'));
  await webkit.see(outcome('Committed'));
  const read = await webkit.evaluate(async (address) => {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    return { status: response.status, body: await response.text() };
  }, `${host.url}streams/exact/0`);
  expect(read).toEqual({ status: 200, body: exact });
});

test('with its host gone the app starts again, and an event is posted and read', async ({ webkit, host }) => {
  await webkit.goto(`${host.url}#/streams`);
  await webkit.see(text('Works offline'));
  await host.stop();
  await webkit.goto(`${host.url}#/post/after`);
  await webkit.reload();
  await webkit.click(button('Send'));
  await webkit.see(outcome('Committed'));
  await webkit.goto(`${host.url}#/streams/after`);
  await webkit.see(text('1 event · version 0'));
});

test('what WebKit lacks is told', async ({ webkit, host }) => {
  await webkit.goto(`${host.url}#/settings`);
  await webkit.see('//section[@aria-labelledby="this-browser"]');
  const lacks = await webkit.evaluate(() => ({
    told: [...document.querySelectorAll('[aria-labelledby="this-browser"] li b')].map(
      (each) => each.textContent,
    ),
    hasStorage: 'storage' in navigator,
  }));
  expect(lacks.told.includes('No protection on request')).toBe(!lacks.hasStorage);
});
