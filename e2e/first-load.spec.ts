// On a slow network a first visit sees the app's frame at once, and does not wait for one file after the other.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Lets the code that starts the app wait until the answer is called. */
async function holdApp(page: Page): Promise<() => void> {
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

for (const [address, code] of [
  ['#/streams', 'EmptyStore'],
  ['', 'EmptyStore'],
  ['#/streams/orders', 'StreamScreen'],
  ['#/post', 'ComposePage'],
  ['#/post/orders', 'ComposePage'],
  ['#/requests', 'RequestsPage'],
  ['#/requests/0000', 'RequestPage'],
  ['#/lab', 'LabPage'],
  ['#/lab/conflict', 'ScenarioPage'],
  ['#/play', 'PlayPage'],
  ['#/play/orders', 'PlayPage'],
  ['#/settings', 'SettingsPage'],
] as const)
  test(`at "${address}" the code of the screen is on its way before the app has started`, async ({
    page,
    openApp,
  }) => {
    const letGo = await holdApp(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const early = page.waitForRequest(new RegExp(`/assets/${code}-[^/]*\\.js$`));
    const opened = openApp(address);
    await early;
    letGo();
    await opened;
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const scripts = asked.filter((path) => path.endsWith('.js'));
    expect(scripts, 'each file is fetched once').toEqual([...new Set(scripts)]);
  });

for (const width of [1440, 380])
  test(`the frame is seen before the app has started, and stays where it is, at ${width} px`, async ({
    page,
    openApp,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const letGo = await holdApp(page);
    const opened = openApp('#/lab');
    const brand = page.getByRole('link', { name: 'Event store' });
    await expect(brand).toBeVisible();
    // It stands in the page before its style is there, but nobody sees it before that.
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    const early = await brand.boundingBox();
    letGo();
    await opened;
    await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeVisible();
    expect(await brand.boundingBox()).toEqual(early);
  });

test('when the network goes after the first screen, the screen stays, without the parts that come later', async ({
  page,
  openApp,
}) => {
  await page.route(/\/assets\/late-parts-[^/]*\.js$/, (route) => route.abort());
  await openApp('#/streams/orders');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Space used' })).toBeHidden();
});
