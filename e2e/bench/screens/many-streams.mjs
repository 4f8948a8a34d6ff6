// @ts-check
// What a person waits for where there are many streams: the result of a Send, a queue that drains, what is found.
import { backup, importOnScreen, print, sendAgain, setNetwork, timed, watchTasks } from './on-screen.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const ROUNDS = 20;
const QUEUED = 300;
const WANTED = { ms: 150, perSecond: 10 };

/** @param {(store: string, hash: string) => Promise<Page>} open */
export async function measureManyStreams(open) {
  for (const [events, streams] of [
    [10_000, 5_000],
    [110_000, 5_006],
    [100_000, 100_000],
  ]) {
    const store = `${events}-in-${streams}`;
    const page = await open(store, '#/settings');
    await importOnScreen(page, backup(events ?? 0, streams ?? 0));
    await page.close();
    await measureIn(open, store, `${events} events in ${streams} streams`);
  }
}

/** @param {(store: string, hash: string) => Promise<Page>} open @param {string} store @param {string} title */
async function measureIn(open, store, title) {
  const page = await open(store, '#/post/new-stream');
  await page
    .locator('.side')
    .getByRole('link', { name: /^stream-/ })
    .first()
    .waitFor();
  print(`${title}: Send, to the result`, WANTED.ms, await sendAgain(page, ROUNDS));
  print(`${title}: a letter in the filter`, WANTED.ms, await filter(page));
  print(`${title}: a letter in the palette`, WANTED.ms, await find(page));
  const tasks = await watchTasks(page);
  const rate = await drain(page);
  console.log(
    `${title}: ${QUEUED} queued, ${rate.toFixed(0)} a second, ${await tasks()}; wanted at least ${WANTED.perSecond}`,
  );
  await page.close();
}

/** Each time another digit at the end of a name. @param {Page} page */
async function filter(page) {
  const times = [];
  const into = '.side input[type=search]';
  for (let round = 0; round <= ROUNDS; round += 1) {
    const type = `-4${round % 10}`;
    times.push(await page.evaluate(timed, { type, into, until: '.side .stream-list', has: type }));
    await page.evaluate(timed, { type: '', into, until: '.side .stream-list', has: 'stream' });
  }
  return times;
}

/** @param {Page} page */
async function find(page) {
  const times = [];
  await page.keyboard.press('ControlOrMeta+k');
  const into = '.palette [role=combobox]';
  await page.locator(into).waitFor();
  for (let round = 0; round <= ROUNDS; round += 1) {
    const type = `m-4${round % 10}`;
    times.push(await page.evaluate(timed, { type, into, until: '.palette [role=listbox]', has: type }));
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return times;
}

/** Resolves to the requests a second. @param {Page} page */
async function drain(page) {
  await setNetwork(page, 'Offline');
  for (let n = 0; n < QUEUED; n += 1) {
    const before = await page.locator('.outcome .ref a').textContent();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForFunction(
      (last) => document.querySelector('.outcome .ref a')?.textContent !== last,
      before,
    );
  }
  await setNetwork(page, 'Normal');
  const started = Date.now();
  await page.waitForFunction(() => !/queued/.test(document.querySelector('.side nav')?.textContent ?? ''));
  return (QUEUED * 1000) / (Date.now() - started);
}
