// Nothing is cut without a sign of it on small screens, and what comes and goes moves nothing that is read.
import type { Locator, Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

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

for (const [width, height] of [
  [853, 480],
  [320, 640],
] as const)
  test(`what stays at the end of the screen stands above what is said of the network, at ${width} px`, async ({
    page,
    openApp,
    context,
  }) => {
    await page.setViewportSize({ width, height });
    await openApp('#/post/order-1');
    await setNetwork(page, 'Offline');
    const { send } = postForm(page);
    await expect(page.getByRole('region', { name: 'Network' })).toBeVisible();
    if (width === 320) await expectOnTop(send);
    await send.click();
    await result(page, 'Queued').getByRole('button', { name: 'Discard' }).click();
    await context.setOffline(true);
    const banner = page.getByRole('region', { name: 'Network' });
    await expect(banner).toHaveText(
      'You are offline, and the network is switched off here. Requests wait in the queue.',
    );
    await expectOnTop(banner.getByText('You are offline'));
    await expectOnTop(page.getByRole('button', { name: 'Undo', exact: true }));
    await context.setOffline(false);
    await expect(banner).toHaveText('Network switched off here. Requests wait in the queue.');
  });

/** Nothing lies on it. */
async function expectOnTop(locator: Locator): Promise<void> {
  await expect(locator).toBeInViewport({ ratio: 1 });
  await expect
    .poll(() =>
      locator.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const places = [left + 4, (left + right) / 2, right - 4];
        return places.every((x) => element.contains(document.elementFromPoint(x, (top + bottom) / 2)));
      }),
    )
    .toBe(true);
}

test('a device without a network says why requests arrive', async ({ page, openApp, context }) => {
  await openApp('#/post/order-1');
  await expect(postForm(page).send).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Network: normal' }).click();
  await expect(page.getByRole('dialog', { name: 'Network' })).toContainText(
    'This device is offline. The store is on it, so requests still arrive.',
  );
});

test('a count is written in one way, wherever it stands', async ({ page, openApp }) => {
  test.slow(); // 10,000 events are imported first.
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 10_000 }, () => ({ stream: 'many', data: '{}' })),
  );
  const screens = [
    { hash: '#/streams', whole: page.getByText('1 stream · 10\u202f000 events') },
    { hash: '#/streams/many', whole: page.getByText(/ of 10\u202f000$/) },
    { hash: '#/streams/many', whole: page.getByText(/peak 10\u202f000$/) },
    { hash: '#/streams/$all', whole: page.getByText(/ of 10\u202f000$/) },
    { hash: '#/play', whole: page.getByRole('cell', { name: '10\u202f000' }).first() },
    { hash: '#/settings', whole: page.getByText('10\u202f000 events, in the order they were written.') },
  ];
  for (const { hash, whole } of screens) {
    await openApp(hash);
    await expect(whole).toBeVisible();
    const body = await page.evaluate(() => document.body.innerText);
    expect(body, hash).not.toMatch(/\b10000\b/);
  }
});

test('what opens over the page lies on it whole at 320 px', async ({ page, openApp }) => {
  await fill(page, openApp);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const hash of ['#/streams/order-1', '#/post/order-1']) {
    await openApp(hash);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    for (const opener of await page.locator('[popovertarget]:visible').all()) {
      await opener.click();
      await expect(page.locator('[popover]:popover-open :focus')).toBeVisible();
      expect(await outsideOfPopover(page), hash).toEqual([]);
      await page.keyboard.press('Escape');
    }
  }
});

/** The controls that stick out of what opened, or of the screen. */
function outsideOfPopover(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frame = document.querySelector(':popover-open')?.firstElementChild?.getBoundingClientRect();
    const controls = [
      ...document.querySelectorAll<HTMLElement>(':popover-open :is(button, input, a, label)'),
    ];
    return controls
      .filter((control) => {
        const { left, right } = control.getBoundingClientRect();
        return !frame || left < frame.left || right > frame.right || right > innerWidth;
      })
      .map((control) => control.outerHTML.slice(0, 80));
  });
}

test('a list that is cut says how much is left', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 1_130 }, (_, index) => ({ stream: `kind${index}-1` })),
  );
  await openApp('#/streams');
  await page.getByText('System streams').click();
  await expect(page.getByText('and 1030 more categories')).toBeVisible();
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
