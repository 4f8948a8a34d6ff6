// On any host: a form of another site reaches the worker of the app, as every navigation does, and writes nothing.
import { startAnotherSite } from './another-site.ts';
import { expect, test } from './fixtures.ts';

test.use({ serviceWorkers: 'allow' });

for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
  for (const name of ['127.0.0.1', 'localhost']) {
    test(`a form of ${name}, of another port and of the type ${enctype}, writes nothing`, async ({
      page,
      staticHost,
    }) => {
      await page.goto(staticHost.url);
      await expect(page.getByText('Works offline')).toBeVisible();
      const site = await startAnotherSite(
        `<form method="post" enctype="${enctype}" action="${staticHost.url}streams/forged">
          <input name='[{"eventId":"fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4","eventType":"Forged","data":"'
            value='"}]'><button>Win a prize</button></form>`,
      );
      await page.goto(`http://${name}:${site.port}/`);
      const answered = page.waitForResponse(`${staticHost.url}streams/forged`);
      await page.getByRole('button').click();
      expect((await answered).status()).toBe(403);
      // Only the worker says so.
      await expect(page.getByText('No form of a page can write here. Nothing was written.')).toBeVisible();
      await page.goto(`${staticHost.url}#/streams`);
      await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeVisible();
      await site.stop();
    });
  }
}
