// What one asks for is there before one notices waiting: a result within 150 ms, a page of a large store within 100.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildFolder } from './build-once.ts';
import { expect, test } from './fixtures.ts';
import { openLibraryPages } from './library-page.ts';
import { postForm, result } from './pages.ts';

const RESULT_MS = 150;
const PAGE_MS = 100;
/** A busy machine may hold any of them up, so the quickest counts. */
const TRIES = 8;

interface Way {
  /** The words on what is pressed. */
  readonly press: string;
  /** A selector, and a text in it that was not there before. */
  readonly until: string;
  readonly says: string;
}

/** From the press to the frame in which the answer is there, in ms. */
function timed(page: Page, way: Way): Promise<number> {
  return page.evaluate(async ({ press, until, says }) => {
    const pressed = [...document.querySelectorAll<HTMLElement>('a, button')].find(
      ({ textContent }) => textContent === press,
    );
    const started = performance.now();
    pressed?.click();
    while (!document.querySelector(until)?.textContent?.includes(says))
      await new Promise(requestAnimationFrame);
    return performance.now() - started;
  }, way);
}

test('what came of a request is there within 150 ms of Send', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { send, exact } = postForm(page);
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  const times: number[] = [];
  for (let number = 1; number <= TRIES; number += 1) {
    await expect(exact).toHaveValue(String(number - 1));
    times.push(await timed(page, { press: 'Send', until: '.outcome-head', says: `as event ${number}.` }));
  }
  expect(Math.min(...times)).toBeLessThan(RESULT_MS);
});

test('a page of 20 events is there within 100 ms in a store of 100,000', async ({
  page,
  context,
  openApp,
  storeName,
  baseURL,
}) => {
  test.slow(); // 100,000 events are written first.
  // The files of the library are at the address of the app, and so is the store that they open.
  const inLibrary = (url: URL) => join(buildFolder('library'), url.pathname);
  await context.route(
    (url) => url.pathname.endsWith('.js') && existsSync(inLibrary(url)),
    (route) => route.fulfill({ path: inLibrary(new URL(route.request().url())) }),
  );
  const host = { url: `${baseURL}/`, stop: async () => {} };
  const writer = await (await openLibraryPages(context, storeName, { host })).open();
  await writer.evaluate(async () => {
    const events = (round: number) =>
      Array.from({ length: 10 }, (_, n) => window.library.jsonEvent({ type: 'Counted', data: { round, n } }));
    const streams = Array.from({ length: 100 }, (_, n) => `stream-${n}`);
    for (let round = 0; round < 100; round += 1)
      await Promise.all(streams.map((stream) => window.store.appendToStream(stream, events(round))));
  });
  await writer.close();

  await openApp('#/streams/stream-7');
  await expect(page.getByText('1000 events · version 999')).toBeVisible();
  const older: number[] = [];
  const first = page.getByRole('row').nth(1).getByRole('link');
  for (let highest = 979; highest > 979 - 20 * TRIES; highest -= 20) {
    await expect(first).toHaveText(String(highest + 20));
    older.push(await timed(page, { press: 'Older', until: 'tbody tr a', says: String(highest) }));
  }
  expect(Math.min(...older), 'Older').toBeLessThan(PAGE_MS);

  const opened: number[] = [];
  for (let stream = 11; stream < 11 + TRIES; stream += 1) {
    const name = `stream-${stream}`;
    await openApp('#/streams');
    const link = page.getByRole('main').getByRole('link', { name, exact: true });
    await expect(link).toBeVisible();
    const until = `table[aria-label="Events in ${name}"] tbody tr:nth-child(20)`;
    opened.push(await timed(page, { press: name, until, says: '980' }));
  }
  expect(Math.min(...opened), 'a stream').toBeLessThan(PAGE_MS);
});
