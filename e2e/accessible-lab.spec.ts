// Every scenario of the Lab passes axe when all its steps are done.
import { expectNoFindings, SIZES } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { routes } from './routes.ts';

const SCENARIOS = routes('orders').scenario.filter((route) => !route.endsWith('/nowhere'));

for (const { width, height } of SIZES)
  test(`axe finds nothing at the end of any scenario, in light or dark, at ${width} px`, async ({
    page,
    openApp,
  }) => {
    test.setTimeout(180_000); // Eight runs, and two looks of one or two seconds at each.
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // The race is run against a rival writer in the same tab.
    await page.addInitScript(() => {
      window.open = () => null;
    });
    for (const route of SCENARIOS) {
      await openApp(route);
      await page.getByRole('button', { name: 'Play all' }).click();
      await expect(page.getByRole('region', { name: 'What you just saw' })).toBeVisible();
      await expectNoFindings(page, route);
    }
  });
