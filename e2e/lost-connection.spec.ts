// Storage that the browser closes under the store, tabs that it suspends, workers that it stops: it goes on, and nothing is written twice.
import { acknowledgements, appendForEver, readWholeLog, sendAgain } from './faults/acknowledged.ts';
import { differences } from './faults/agreement.ts';
import { answered, finishPosting, startPosting } from './faults/posting-page.ts';
import { readEverything } from './faults/random-tab.ts';
import { chance, KILLS, KILLS_TIMEOUT_MS, report, SEED } from './faults/runs.ts';
import { startSite, WORKERS_STORE } from './faults/site.ts';
import { evict, freeze, workerStopper } from './faults/tab-faults.ts';
import { expect, test } from './fixtures.ts';
import { openLibraryPages } from './library-page.ts';
import { postForm, result } from './pages.ts';
import { holdStore } from './sample.ts';

test.use({ serviceWorkers: 'allow' });

test('a store whose database the browser deletes in the middle of appends begins anew, and no append is left without an answer', async ({
  context,
  page: beside,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const tabs = await openLibraryPages(context, storeName);
  const [page, reader] = [await tabs.open(), await tabs.open()];
  await page.evaluate(() => {
    window.met = [];
    async function appendForEver(stream: string): Promise<void> {
      for (;;) {
        const event = window.library.jsonEvent({ type: 'T', data: {} });
        window.met.push((await window.store.appendToStream(stream, event)).outcome);
      }
    }
    for (const stream of ['a', 'b', 'c']) void appendForEver(stream);
  });
  const appended = () => page.evaluate(() => window.met.length);
  for (let round = 0; round < KILLS; round++) {
    const before = await appended();
    await expect.poll(appended, { intervals: [5] }).toBeGreaterThan(before + 3);
    await evict(beside, tabs.origin);
    const then = await appended();
    await expect.poll(appended).toBeGreaterThan(then + 9);
    expect(new Set(await page.evaluate(() => window.met))).toEqual(new Set(['committed']));
    const log = await readWholeLog(reader);
    expect(
      differences(
        log.map(({ stream, id }) => ({ stream, ids: [id] })),
        log,
      ),
    ).toEqual([]);
  }
  await tabs.close();
  report({ 'databases closed and deleted under appends': KILLS });
});

test('what builds on events that the browser has deleted is refused, and says why', async ({
  context,
  page: beside,
  storeName,
}) => {
  const tabs = await openLibraryPages(context, storeName);
  const page = await tabs.open();
  const append = (expectedVersion: number | 'no_stream') =>
    page.evaluate(async (expected) => {
      const event = window.library.jsonEvent({ type: 'T', data: {} });
      const options = { expectedVersion: expected };
      const work = window.store.appendToStream('orders', event, options);
      return work.then(({ outcome }) => outcome, String);
    }, expectedVersion);
  expect(await append('no_stream')).toBe('committed');
  await evict(beside, tabs.origin);
  expect(await append(0)).toBe(
    'WrongExpectedVersionError: Stream "orders" has no events; expected was 0. Nothing was written.',
  );
  expect(await append('no_stream')).toBe('committed');
  await tabs.close();
});

test('in the app a request is kept and sent as before when the browser has closed its databases', async ({
  page,
  context,
  openApp,
  baseURL,
}) => {
  await openApp('#/post/orders');
  const { send, expected } = postForm(page);
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await evict(await context.newPage(), new URL(String(baseURL)).origin);
  await send.click();
  await expect(result(page, 'Conflict')).toContainText(
    'You expected version 0, the stream has no events. Nothing was written.',
  );
  await expected('No stream').check();
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 0');
});

test('a tab that is suspended in the middle of appends goes on when it wakes, also where another tab has sent the same', async ({
  context,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const random = chance(SEED + 2);
  const told = acknowledgements();
  const tabs = await openLibraryPages(context, storeName);
  const [sleeper, awake] = [await tabs.open(), await tabs.open()];
  await told.watch(sleeper);
  await appendForEver(sleeper, 0);
  for (let round = 0; round < KILLS; round++) {
    const before = told.count();
    await expect.poll(() => told.count() - before, { intervals: [5] }).toBeGreaterThan(random(9));
    const wake = await freeze(sleeper);
    const inFlight = [...told.sent.values()].filter(({ first }) => first === undefined);
    const answers = await sendAgain(awake, inFlight);
    await wake();
    await expect.poll(() => inFlight.map(({ first }) => first)).toEqual(answers);
  }
  await sleeper.close();
  const log = await readWholeLog(awake);
  expect(differences(told.sent.values(), log)).toEqual([]);
  await tabs.close();
  report({ 'tabs suspended in the middle of appends': KILLS, 'events checked after they woke': log.length });
});

test('what a service worker was stopped in the middle of is written once, though the browser sends it again by itself', async ({
  page,
  context,
}, info) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const random = chance(SEED + 3);
  const host = await startSite(info.outputPath('site'), page);
  const stopWorkers = await workerStopper(page);
  await startPosting(page);
  for (let round = 0; round < KILLS; round++) {
    const before = await answered(page);
    await expect.poll(() => answered(page), { intervals: [5] }).toBeGreaterThan(before + random(12));
    // Every second time nothing that it has begun can be finished.
    const release = round % 2 === 0 ? await holdStore(page, WORKERS_STORE, host.url) : undefined;
    await stopWorkers();
    await release?.();
  }
  const posted = await finishPosting(page);
  const tabs = await openLibraryPages(context, WORKERS_STORE, { host });
  const log = await readEverything(await tabs.open());
  expect(differences(posted, log)).toEqual([]);
  expect(log).toHaveLength(2 * posted.length);
  await host.stop();
  report({
    'service workers stopped in the middle of requests': KILLS,
    'events checked after workers were stopped': log.length,
  });
});
