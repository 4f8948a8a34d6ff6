// Nothing moves for those who asked for less motion, whatever they do.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';
import { allRoutes } from './routes.ts';
import { loadSample } from './sample.ts';

/** From now on every frame notes what is animated in it. */
async function watchMotion(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    const look = () => {
      for (const { effect } of document.getAnimations())
        if (effect instanceof KeyframeEffect) seen.add(`${effect.target?.className} at ${location.hash}`);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { motionSeen: seen });
  });
  return () => page.evaluate(() => [...(window as unknown as { motionSeen: Set<string> }).motionSeen]);
}

test('no screen is animated, nor what one does on it', async ({ page, openApp, context }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const motion = await watchMotion(page);
  await openApp();
  await loadSample(page);
  for (const route of allRoutes('order-1042')) {
    await openApp(route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  await openApp('#/streams/order-1042');
  await page.getByRole('button', { name: 'Show data of event 117' }).click();
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.getByRole('link', { name: 'Older', exact: true }).hover();
  await page.getByRole('tab', { name: 'Atom JSON' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Delete stream…' }).click();
  await page.keyboard.press('Escape');
  const other = await openApp('#/post/order-1042', await context.newPage());
  await other.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('119 events · version 118')).toBeVisible();

  await openApp('#/post/orders');
  const { send, event } = postForm(page);
  await event(1).openMetadata();
  await page.getByText('Request as curl').click();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await setNetwork(page, 'Offline');
  await send.click();
  await expect(result(page, 'Queued')).toContainText(/next try in \d+ s/);
  await result(page, 'Queued').getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await motion()).toEqual([]);
});
