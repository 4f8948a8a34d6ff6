// The fold playground works with nobody at the other end, and under a policy that lets no page evaluate anything.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a stream is folded although the sandbox was never needed before', async ({ page, staticHost }) => {
    await page.goto(staticHost.url);
    await loadSample(page);
    await expect(page.getByText('Works offline')).toBeVisible();
    await staticHost.stop();
    await page.goto(`${staticHost.url}#/play/order-1042/113`);
    await page.reload();
    await expect(page.getByRole('group', { name: 'State as of event 113' })).toContainText('"events": 114');
  });
});

for (const [scripts, sees] of [
  ["'self' 'wasm-unsafe-eval'", 'a state'],
  ["'self'", 'that the sandbox could not be loaded'],
] as const) {
  test(`under a policy of script-src ${scripts} one sees ${sees}`, async ({ page, staticHost }) => {
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': `script-src ${scripts}` };
      await route.fulfill({ response, headers });
    });
    await page.goto(staticHost.url);
    await loadSample(page);
    await page.goto(`${staticHost.url}#/play/order-1042/113`);
    const seen =
      sees === 'a state'
        ? page.getByRole('group', { name: 'State as of event 113' }).getByText('"events": 114')
        : page.getByRole('heading', { name: 'The sandbox could not be loaded' });
    await expect(seen).toBeVisible();
    expect(await evaluates(page), 'the policy is in force').toBe(false);
    // Files for later are still on their way; nobody waits for them.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

/** Whether the page may make code of texts. Asked by a timer, since the policy does not bind what the test itself runs. */
function evaluates(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        setTimeout(() => {
          const { eval: evaluate } = globalThis;
          try {
            resolve(evaluate('true'));
          } catch {
            resolve(false);
          }
        });
      }),
  );
}

test('a sandbox that cannot be loaded says so, and is loaded later', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await page.route('**/*.wasm', (route) => route.abort());
  await openApp('#/play/order-1042');
  await expect(page.getByRole('heading', { name: 'The sandbox could not be loaded' })).toBeVisible();
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('group', { name: 'State as of event 117' })).toBeVisible();
});
