#!/usr/bin/env node
// @ts-check
// How long a person waits on the built app, from the click to what it leads to on the screen: for the result of a
// request, for a page of 20 events in a store of 100,000, and where there are many streams.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { launchOptions } from '../find-browser.mjs';
import { measureManyStreams } from './screens/many-streams.mjs';
import { backup, importOnScreen, print, sendAgain, timed } from './screens/on-screen.mjs';

const ROUNDS = 30;
const EVENTS = 100_000;
/** One in a hundred events is in the stream that is read, spread over the whole log. */
const STREAMS = 100;
const WANTED_MS = { result: 150, page: 100 };

/** @typedef {import('@playwright/test').Page} Page */

const work = await mkdtemp(join(tmpdir(), 'screens-'));
await build({ logLevel: 'warn', build: { outDir: join(work, 'site'), emptyOutDir: true } });
const server = await preview({
  logLevel: 'silent',
  build: { outDir: join(work, 'site') },
  preview: { host: '127.0.0.1', port: 0 },
});
const browser = await chromium.launchPersistentContext(join(work, 'profile'), launchOptions());
try {
  const page = await open('usual', '#/post/orders');
  print('Send, to the result', WANTED_MS.result, await sendAgain(page, ROUNDS));
  await importOnScreen(page, backup(EVENTS, STREAMS));
  print('a stream, to its page', WANTED_MS.page, await openStream(page, 'stream-7'));
  print('$all, to its page', WANTED_MS.page, await openStream(page, '$all'));
  print('Older, to the page before', WANTED_MS.page, await turnPages(page));
  await page.close();
  await measureManyStreams(open);
} finally {
  await browser.close();
  await server.close();
  await rm(work, { recursive: true });
}

/** A tab with one of the stores. @param {string} store @param {string} hash */
async function open(store, hash) {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}?store=${store}${hash}`);
  return page;
}

/** Goes to a stream from the settings. @param {Page} page @param {string} stream */
async function openStream(page, stream) {
  const times = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.evaluate(() => location.assign('#/settings'));
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    const until = `[aria-label="Events in ${stream}"] tbody tr:nth-child(20)`;
    times.push(await page.evaluate(timed, { hash: `#/streams/${stream}`, until, has: '' }));
  }
  return times;
}

/** Goes back page by page. @param {Page} page */
async function turnPages(page) {
  const times = [];
  const newest = page.locator('tbody a').first();
  for (let round = 0; round <= ROUNDS; round += 1) {
    const has = String(Number(await newest.textContent()) - 20);
    times.push(await page.evaluate(timed, { press: 'Older', until: 'tbody tr:first-child a', has }));
  }
  return times;
}
