// A store that is deleted and made anew while tabs are open: nothing of the old log is taken for something of the new one.
import type { Page } from '@playwright/test';
import { KILLS, KILLS_TIMEOUT_MS, report } from './faults/runs.ts';
import { evict } from './faults/tab-faults.ts';
import { test as base, expect } from './fixtures.ts';
import { type LibraryPages, met, openLibraryPages } from './library-page.ts';
import { eventNumbers, postForm, postMany, result } from './pages.ts';

const test = base.extend<{ readonly tabs: LibraryPages }>({
  tabs: async ({ context, storeName }, use) => {
    const tabs = await openLibraryPages(context, storeName);
    await use(tabs);
    await tabs.close();
  },
});

const append = (page: Page, stream: string, amount: number, log: string) =>
  page.evaluate(
    async ([name, count, data]) => {
      for (let n = 0; n < count; n++) {
        const event = window.library.jsonEvent({ type: 'T', data: `${data} ${n}` });
        await window.store.appendToStream(name, event);
      }
    },
    [stream, amount, log] as const,
  );

/** Keeps what is met in `met`, and at the end the name of the error. */
async function follow(page: Page, stream: string | null): Promise<void> {
  await page.evaluate((name) => {
    window.met = [];
    window.caughtUp = 0;
    const options = { caughtUp: () => window.caughtUp++ };
    const events =
      name === null ? window.store.subscribeToAll(options) : window.store.subscribeToStream(name, options);
    void (async () => {
      for await (const { event } of events) window.met.push(String(event?.data));
    })().catch((error: Error) => window.met.push(error.name));
  }, stream);
  await expect.poll(() => page.evaluate(() => window.caughtUp)).toBe(1);
}

/** Deletes the store as a tab that resets it does, and opens it anew. */
const makeAnew = (page: Page) =>
  page.evaluate(async () => {
    const { name } = window.store;
    await window.store.close();
    await window.library.deleteEventStore(name);
    window.store = await window.library.openEventStore({ name });
  });

const upTo = (amount: number, log: string) => Array.from({ length: amount }, (_, n) => `${log} ${n}`);

for (const stream of ['s', null]) {
  for (const length of [0, 3, 10, 12]) {
    test(`a subscription to ${stream ?? 'the log'} at 10 events ends when another tab deletes the store, and the new log has ${length}`, async ({
      tabs,
    }) => {
      const [reader, other] = [await tabs.open(), await tabs.open()];
      await append(reader, 's', 10, 'old');
      await follow(reader, stream);
      await makeAnew(other);
      await append(other, 's', length, 'new');
      await expect.poll(() => met(reader)).toEqual([...upTo(10, 'old'), 'LogReplacedError']);
      const [here, there] = await Promise.all(
        [reader, other].map((tab) => tab.evaluate(() => window.store.logId)),
      );
      expect(here).toBe(there);
      await follow(reader, stream);
      expect(await met(reader)).toEqual(upTo(length, 'new'));
    });
  }
}

test('a subscription ends when the browser deletes the data of the site, though nothing is written after that', async ({
  tabs,
  page: beside,
}) => {
  const reader = await tabs.open();
  await append(reader, 's', 10, 'old');
  await follow(reader, null);
  await evict(beside, tabs.origin);
  await expect.poll(() => met(reader), { timeout: 15_000 }).toEqual([...upTo(10, 'old'), 'LogReplacedError']);
  await append(reader, 's', 2, 'new');
  await follow(reader, null);
  expect(await met(reader)).toEqual(upTo(2, 'new'));
});

test('however often the browser deletes the data under appends, each subscription meets one log without a gap', async ({
  tabs,
  page: beside,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const [reader, writer] = [await tabs.open(), await tabs.open()];
  await writer.evaluate(() => {
    async function appendForEver(): Promise<void> {
      for (;;) await window.store.appendToStream('s', window.library.jsonEvent({ type: 'T', data: {} }));
    }
    void appendForEver();
  });
  await reader.evaluate(() => {
    window.met = [];
    async function meetLog(): Promise<void> {
      try {
        for await (const { event } of window.store.subscribeToAll()) window.met.push(String(event?.position));
      } catch (error) {
        window.met.push((error as Error).name);
      }
      return meetLog();
    }
    void meetLog();
  });
  const last = async () => Number((await met(reader)).at(-1));
  for (let round = 0; round < KILLS; round++) {
    await expect.poll(last, { intervals: [5] }).toBeGreaterThan(5);
    await evict(beside, tabs.origin);
    await expect
      .poll(async () => (await met(reader)).filter((each) => each === 'LogReplacedError').length)
      .toBeGreaterThan(round);
  }
  await expect.poll(last).toBeGreaterThan(5);
  const all = await met(reader);
  let next = 0;
  const expected = all.map((each) => {
    if (each === 'LogReplacedError') next = 0;
    return each === 'LogReplacedError' ? each : String(next++);
  });
  expect(all).toEqual(expected);
  report({
    'logs replaced under a subscription': KILLS,
    'events met by it': all.filter((each) => each !== 'LogReplacedError').length,
  });
});

test('in one tab, a store that stays open beside one that was deleted and made anew knows that its log is another', async ({
  tabs,
}) => {
  const page = await tabs.open();
  await append(page, 's', 10, 'old');
  await page.evaluate(async () => {
    const { name } = window.store;
    const beside = await window.library.openEventStore({ name });
    Object.assign(window, { beside, was: beside.logId });
  });
  await makeAnew(page);
  await append(page, 's', 12, 'new');
  const outcome = await page.evaluate(async () => {
    const { beside, was } = window as unknown as { beside: typeof window.store; was: string };
    const { logId } = window.store;
    const refused = await beside
      .readAllPage({ direction: 'forwards', from: 10, maxCount: 5, logId: was })
      .catch((error: Error) => error.name);
    const appended = await beside.appendToStream('s', window.library.jsonEvent({ type: 'T', data: 0 }));
    return { refused, position: appended.position, isNew: beside.logId === logId && logId !== was };
  });
  expect(outcome).toEqual({ refused: 'LogReplacedError', position: 12, isNew: true });
});

/** As a person does it on the settings. */
async function resetStore(page: Page, storeName: string): Promise<void> {
  await page.getByRole('textbox', { name: /confirm/ }).fill(storeName);
  await page.getByRole('button', { name: 'Reset store' }).click();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
}

test('after a reset in another tab a feed that was held still shows the new log, and counts no news against the old one', async ({
  page,
  context,
  openApp,
  storeName,
}) => {
  await openApp('#/post/orders');
  await postMany(page, ['A', 'B']);
  await page.getByRole('link', { name: 'Open feed' }).first().click();
  await expect(eventNumbers(page, 'orders')).toHaveText(['1', '0']);
  await page.getByRole('button', { name: 'Live on' }).click();
  const other = await openApp('#/settings', await context.newPage());
  await resetStore(other, storeName);
  await expect(page.getByText('This stream does not exist yet')).toBeVisible();
  await openApp('#/post/orders', other);
  await postMany(other, ['C', 'D', 'E', 'F', 'G']);
  await expect(eventNumbers(page, 'orders')).toHaveText(['4', '3', '2', '1', '0']);
  await expect(page.getByRole('table', { name: 'Events in orders' })).toContainText('G');
  await expect(page.getByRole('button', { name: /new event/ })).toBeHidden();
});

test('after a reset in another tab the list of streams is empty, and so is that of the requests', async ({
  page,
  context,
  openApp,
  storeName,
}) => {
  await openApp('#/post/orders');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  const streams = await openApp('#/streams', await context.newPage());
  await expect(streams.getByRole('link', { name: 'orders' })).toBeVisible();
  await openApp('#/requests');
  const requests = page.getByRole('main').getByRole('link', { name: /orders/ });
  await expect(requests.first()).toBeVisible();
  const other = await openApp('#/settings', await context.newPage());
  await resetStore(other, storeName);
  await expect(streams.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  await expect(requests).toHaveCount(0);
});
