#!/usr/bin/env node
// @ts-check
// How long a person waits on the built app, from the click to what it leads to on the screen: for the result of a
// request, and for a page of 20 events in a store of 100,000.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { launchOptions } from '../find-browser.mjs';

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
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}#/post/orders`);
  print('Send, to the result', WANTED_MS.result, await send(page));
  await fill(page);
  print('a stream, to its page', WANTED_MS.page, await openStream(page, 'stream-7'));
  print('$all, to its page', WANTED_MS.page, await openStream(page, '$all'));
  print('Older, to the page before', WANTED_MS.page, await turnPages(page));
} finally {
  await browser.close();
  await server.close();
  await rm(work, { recursive: true });
}

/** @param {string} what @param {number} wanted @param {readonly number[]} times in ms; the first warms up */
function print(what, wanted, times) {
  const sorted = times.slice(1).toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(0);
  console.log(`${what}: median ${at(0.5)} ms, p90 ${at(0.9)} ms; wanted below ${wanted} ms`);
}

/** Imports the events, one a stream in turn. @param {Page} page */
async function fill(page) {
  const lines = Array.from({ length: EVENTS }, (_, n) => {
    const place = `"stream":"stream-${n % STREAMS}","eventNumber":${Math.floor(n / STREAMS)}`;
    const event = `"eventId":"${crypto.randomUUID()}","eventType":"Counted","data":{"n":${n}}`;
    return `{${event},${place},"created":"2026-11-20T08:14:22.377Z"}`;
  });
  const header = JSON.stringify({ format: 'offline-event-store', version: 1, events: EVENTS });
  const buffer = Buffer.from([header, ...lines, ''].join('\n'));
  await page.evaluate(() => location.assign('#/settings'));
  const file = page.getByLabel('Import file');
  await file.setInputFiles({ name: 'events.ndjson', mimeType: 'application/x-ndjson', buffer });
  await page.getByRole('button', { name: /^Import \d/ }).click({ timeout: 600_000 });
  await page
    .getByRole('status')
    .filter({ hasText: /^Imported/ })
    .waitFor({ timeout: 600_000 });
}

/** Posts again and again from the form, which counts the version on. @param {Page} page */
async function send(page) {
  const times = [];
  await page.getByRole('button', { name: 'Send' }).waitFor();
  for (let round = 0; round <= ROUNDS; round += 1) {
    const has = `as event ${round}.`;
    times.push(await page.evaluate(timed, { press: 'Send', until: '.outcome-head', has }));
    await page.waitForFunction(
      (version) =>
        document.querySelector('input[aria-label="Exact version"]')?.matches(`[value="${version}"]`),
      round,
    );
  }
  return times;
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

/**
 * Runs in the page: presses what has this text, or goes to this address, and waits for the frame in which it has come.
 * @param {{ press?: string, hash?: string, until: string, has: string }} what `until` is a selector, `has` a text in it
 * @returns {Promise<number>} ms
 */
async function timed({ press, hash, until, has }) {
  const pressed = [...document.querySelectorAll('a, button')].find((each) => each.textContent === press);
  const started = performance.now();
  if (hash !== undefined) location.hash = hash;
  else if (pressed instanceof HTMLElement) pressed.click();
  else throw new Error(`There is nothing to press that says ${press}.`);
  while (!document.querySelector(until)?.textContent?.includes(has)) await new Promise(requestAnimationFrame);
  return performance.now() - started;
}
