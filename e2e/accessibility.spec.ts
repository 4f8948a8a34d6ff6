// Every screen passes axe in both schemes and sizes, is named, and can be used by keys.
import { expectNoFindings, SIZES } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { routes } from './routes.ts';
import { loadSample } from './sample.ts';

const ROUTES = routes('order-1042');

for (const { width, height } of SIZES) {
  for (const [what, kinds] of [
    ['reads streams', ['streams', 'stream', 'event']],
    ['looks for events and limits them', ['find', 'metadata']],
    ['posts', ['post', 'requests', 'request', 'settings', 'unknown']],
    ['is in the Lab', ['lab', 'scenario', 'rival']],
    ['folds', ['play']],
  ] as const) {
    test(`axe finds nothing in light or dark while one ${what} at ${width} px`, async ({ page, openApp }) => {
      test.setTimeout(180_000); // Some twenty looks of one or two seconds each.
      await page.setViewportSize({ width, height });
      const heading = page.getByRole('heading', { level: 1 });
      await openApp();
      await expect(heading).toBeVisible();
      await expectNoFindings(page, 'the empty store');
      await loadSample(page);
      for (const route of kinds.flatMap((kind) => ROUTES[kind])) {
        await openApp(route);
        await expect(heading).toBeVisible();
        await expectNoFindings(page, route);
      }
    });
  }
}

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
