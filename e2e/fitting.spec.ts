// Nothing is cut without a sign of it on small screens, and what comes and goes moves nothing that is read.
import type { Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

const DATA = JSON.stringify({ deep: 1 });

async function fill(page: Page, openApp: (hash?: string) => Promise<Page>): Promise<void> {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 30 }, () => ({ stream: 'order-1', type: 'OrderPlaced', data: DATA })),
  );
}

for (const width of [320, 380, 853])
  test(`tabs, choices and hints of fields are whole at ${width} px`, async ({ page, openApp }) => {
    await fill(page, openApp);
    await page.setViewportSize({ width, height: 640 });
    for (const hash of [
      '#/streams',
      '#/streams/order-1',
      '#/streams/$all',
      '#/streams/order-1/3',
      '#/requests',
      '#/post',
    ]) {
      await openApp(hash);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      expect(await cutTexts(page), hash).toEqual([]);
    }
  });

/** Buttons and tabs outside of what holds them, and placeholders longer than their fields. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      '[role=tab], fieldset button, .toolbar .btn',
    )) {
      if (!element.checkVisibility()) continue;
      const box = element.getBoundingClientRect();
      const frame = (
        element.closest('[role=tablist], fieldset, .toolbar') as HTMLElement
      ).getBoundingClientRect();
      if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.right > innerWidth)
        cut.push(element.textContent);
    }
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    for (const field of document.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      if (!field.checkVisibility()) continue;
      const style = getComputedStyle(field);
      pen.font = style.font;
      const room =
        field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (pen.measureText(field.placeholder).width > room + 1) cut.push(field.placeholder);
    }
    return cut;
  });
}

for (const [width, height] of [
  [1440, 900],
  [853, 480],
  [380, 700],
  [320, 640],
] as const)
  test(`what is said of the network moves nothing at ${width} px, and covers nothing at the end of the page`, async ({
    page,
    openApp,
    context,
  }) => {
    await fill(page, openApp);
    await page.setViewportSize({ width, height });
    await openApp('#/streams/order-1');
    await expect(page.getByRole('link', { name: 'Event 29', exact: true })).toBeAttached();
    const places = () =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll('h1, .toolbar, tr.event, .side-foot, .tabbar, .topbar, [role=tab]'),
        ].map((element) => Math.round(element.getBoundingClientRect().top)),
      );
    const before = await places();
    const shifts = await page.evaluateHandle(() => {
      const seen: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          seen.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift' });
      return seen;
    });
    await context.setOffline(true);
    const banner = page.getByRole('region', { name: 'Network' });
    await expect(banner).toBeInViewport({ ratio: 1 });
    expect(await places()).toEqual(before);
    const last = page.locator('.feed-foot');
    await last.scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const foot = await last.evaluate((element) => element.getBoundingClientRect().bottom);
    expect(foot).toBeLessThanOrEqual(await banner.evaluate((element) => element.getBoundingClientRect().top));
    await page.evaluate(() => scrollTo(0, 0));
    await context.setOffline(false);
    await expect(banner).toHaveCount(0);
    expect(await shifts.jsonValue()).toEqual([]);
  });

test('a count is written in one way, wherever it stands', async ({ page, openApp }) => {
  test.slow(); // 10,000 events are imported first.
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 10_000 }, () => ({ stream: 'many', data: '{}' })),
  );
  for (const hash of ['#/streams', '#/streams/many', '#/play']) {
    await openApp(hash);
    await expect(page.getByText('10\u202f000', { exact: false }).first()).toBeAttached();
    const body = await page.evaluate(() => document.body.innerText);
    expect(body, hash).not.toMatch(/\b10000\b/);
  }
});

test('a large or a deep event says why it is not formatted', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(page, [
    { stream: 'large', data: JSON.stringify({ text: 'x'.repeat(2_000_000) }) },
    { stream: 'deep', data: `${'{"a":['.repeat(100)}1${']}'.repeat(100)}` },
    { stream: 'small', data: '{"text":"👩\u200d👩\u200d👧 👍🏽"}' },
  ]);
  const data = page.getByRole('complementary').getByRole('group', { name: 'Data of event 0' });
  await openApp('#/streams/large/0');
  await expect(data).toContainText('without line breaks and colours');
  await openApp('#/streams/deep/0');
  await expect(data).toContainText('nested deeper than 100 levels');
  await openApp('#/streams/small/0');
  await expect(data.locator('.k')).toBeVisible();
  await expect(data.locator('.code-note')).toHaveCount(0);
});
