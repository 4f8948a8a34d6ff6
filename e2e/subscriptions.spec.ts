import { test as base, expect } from './fixtures.ts';
import { type LibraryPages, met, openLibraryPages, readLog, subscribeToAll } from './library-page.ts';

const test = base.extend<{ readonly tabs: LibraryPages }>({
  tabs: async ({ context, storeName }, use) => {
    const tabs = await openLibraryPages(context, storeName);
    await use(tabs);
    await tabs.close();
  },
});

test('a burst of 10,000 events of another tab is met once each, in order', async ({ tabs }) => {
  const reader = await tabs.open();
  const writer = await tabs.open();
  await subscribeToAll(reader);
  await writer.evaluate(async () => {
    const { jsonEvent } = window.library;
    const burst = (n: number) => Array.from({ length: 250 }, () => jsonEvent({ type: 'T', data: n }));
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => window.store.appendToStream(`s-${n % 7}`, burst(n))),
    );
  });
  await expect.poll(async () => (await met(reader)).length, { timeout: 30_000 }).toBe(10_000);
  expect(await met(reader)).toEqual(await readLog(writer));
  await expect.poll(() => reader.evaluate(() => window.caughtUp)).toBeGreaterThan(0);
});

test('a tab that crashes in the middle of its appends leaves the others with exactly what was committed', async ({
  tabs,
  context,
}) => {
  const reader = await tabs.open();
  const writer = await tabs.open();
  await subscribeToAll(reader);
  await writer.evaluate(() => {
    const append = async (): Promise<void> => {
      const batch = [1, 2, 3].map((data) => window.library.jsonEvent({ type: 'T', data }));
      await window.store.appendToStream('s', batch);
      return append();
    };
    void append();
  });
  await expect.poll(async () => (await met(reader)).length).toBeGreaterThan(30);
  const crashed = writer.waitForEvent('crash');
  const session = await context.newCDPSession(writer);
  session.send('Page.crash').catch(() => {}); // The page that would answer is gone.
  await crashed;

  const survivor = await tabs.open();
  await survivor.evaluate(async () => {
    await window.store.appendToStream('after', window.library.jsonEvent({ type: 'T', data: {} }));
  });
  await expect.poll(async () => (await met(reader)).at(-1)).toMatch(/:after$/);
  const log = await readLog(survivor);
  expect(await met(reader)).toEqual(log);
  expect(log.map((entry) => Number(entry.split(':')[0]))).toEqual([...log.keys()]);
  expect((log.length - 1) % 3).toBe(0);
});

test('a frozen tab meets what it slept through when it wakes up', async ({ tabs, context }) => {
  const reader = await tabs.open();
  const writer = await tabs.open();
  await subscribeToAll(reader);
  const session = await context.newCDPSession(reader);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await writer.evaluate(async () => {
    for (let n = 0; n < 100; n++) {
      await window.store.appendToStream('s', window.library.jsonEvent({ type: 'T', data: n }));
    }
  });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(async () => (await met(reader)).length).toBe(100);
  expect(await met(reader)).toEqual(await readLog(writer));
});

test('of two tabs that run a projection every event is folded once, and another goes on when one is closed', async ({
  tabs,
}) => {
  const pages = await Promise.all([tabs.open(), tabs.open()]);
  for (const page of pages) {
    await page.evaluate(() => {
      const counter = window.store.project({
        name: 'count',
        source: { all: true },
        initial: () => 0,
        fold: (count: number) => count + 1,
      });
      void counter.run();
      Object.assign(window, { counter });
    });
  }
  const append = (page: (typeof pages)[number], amount: number) =>
    page.evaluate(async (count) => {
      for (let n = 0; n < count; n++) {
        await window.store.appendToStream('s', window.library.jsonEvent({ type: 'T', data: n }));
      }
    }, amount);
  const count = (page: (typeof pages)[number]) =>
    page.evaluate(async () => {
      const { counter } = window as unknown as { counter: { read(): Promise<{ state: number }> } };
      return (await counter.read()).state;
    });
  const [first, second] = pages as [(typeof pages)[number], (typeof pages)[number]];
  await Promise.all([append(first, 20), append(second, 20)]);
  await expect.poll(() => count(second)).toBe(40);
  await first.close();
  await append(second, 10);
  await expect.poll(() => count(second)).toBe(50);
});
