// The app asks nobody but the host it came from.
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';
import { allRoutes } from './routes.ts';
import { loadSample } from './sample.ts';

test.use({ serviceWorkers: 'allow' });

test('no request leaves the origin, on any screen and whatever is posted', async ({
  page,
  context,
  staticHost,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto(staticHost.url);
  await expect(page.getByText('Works offline')).toBeVisible();
  await loadSample(page);
  for (const route of allRoutes('order-1042')) {
    await page.goto(`${staticHost.url}${route}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto(`${staticHost.url}#/post/orders`);
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();

  const { origin } = new URL(staticHost.url);
  const elsewhere = asked.filter((url) => !/^(blob|data):/.test(url) && new URL(url).origin !== origin);
  expect(elsewhere).toEqual([]);
  expect(asked.length).toBeGreaterThan(10);
});
