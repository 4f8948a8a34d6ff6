// Every reading screen passes axe, in both schemes and sizes, fits a small phone, and can be used by keys.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { loadSample, openListening, postFromOutside } from './sample.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const READING = [
  '#/streams',
  '#/streams/order-1042',
  '#/streams/order-1042/113',
  '#/streams/$all',
  '#/streams/missing',
  '#/streams/$ce-order',
  '#/streams/$ce-order/5',
];
const WORKING = [
  '#/streams/order-1042/metadata',
  '#/streams/order-1042/find/text/DHL',
  '#/streams/$all/find/type/Stock*',
  '#/post/order-1042',
  '#/requests',
  '#/lab',
  '#/lab/lost-reply',
  '#/lab/race/lab-race-0000',
  '#/play',
  '#/play/missing',
  '#/settings',
  '#/nowhere',
];

for (const [width, height] of [
  [1440, 900],
  [380, 800],
] as const) {
  for (const [what, routes] of [
    ['reading', READING],
    ['working', WORKING],
  ] as const) {
    test(`axe finds nothing in light or dark while ${what} at ${width} px`, async ({ page, openApp }) => {
      test.setTimeout(120_000); // Some twenty looks of one or two seconds each.
      await page.setViewportSize({ width, height });
      await openApp();
      await expectNothingFound(page, 'the empty store');
      await loadSample(page);
      for (const route of routes) {
        await openApp(route);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (route.endsWith('/113')) await page.getByRole('tab', { name: 'Atom XML' }).last().click();
        await expectNothingFound(page, route);
      }
    });
  }
}

async function expectNothingFound(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(light.violations, where).toEqual([]);
  // The scheme changes colours and nothing else.
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  expect(dark.violations, `${where}, dark`).toEqual([]);
}

test('a name of 300 characters fits a screen of 320 px', async ({ page, request }) => {
  const name = 'order'.repeat(60);
  await page.setViewportSize({ width: 320, height: 640 });
  await openListening(page, '#/streams');
  await postFromOutside(request, name, [{ eventType: 'T'.repeat(200), data: { text: 'x'.repeat(500) } }]);
  for (const hash of [
    '#/streams',
    `#/streams/${name}`,
    `#/streams/${name}/0`,
    '#/streams/$all',
    `#/streams/${name}/metadata`,
    `#/streams/${name}/find/text/x`,
    `#/play/${name}`,
    '#/settings',
  ]) {
    await page.goto(`/${hash}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0], hash).toBeLessThanOrEqual(widths[1] ?? 0);
  }
});

test('an event is opened, read and closed by keys alone', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const row = page.getByRole('link', { name: 'Event 116' });
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 116' })).toBeFocused();
  await page.getByRole('complementary').getByRole('tab', { name: 'Data', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Metadata' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Metadata' })).toContainText('$correlationId');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
});

test('a new screen moves the focus to its heading and names the window', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
  await expect(page).toHaveTitle('Settings · Event store');
  await page
    .getByRole('table')
    .or(page.getByRole('link', { name: /^payments/ }))
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeFocused();
  await expect(page).toHaveTitle('payments · Event store');
});

test('nothing moves for those who asked for less motion', async ({ page, openApp }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await page.getByRole('button', { name: 'Show data of event 117' }).click();
  await page.getByRole('link', { name: 'Event 116' }).click();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
