// Once visited, the app starts, posts and reads with nobody at the other end.
import type { Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { postForm, result } from './pages.ts';
import { allRoutes } from './routes.ts';
import { startServerProcess } from './server-process.ts';

interface Visited {
  readonly url: string;
  /** Nothing answers any more at the address that the app came from. */
  end(): Promise<void>;
}

const test = base.extend<{ readonly startVisit: (kind: string) => Promise<Visited> }>({
  startVisit: async ({ page, staticHost }, use) => {
    let kill = async (): Promise<void> => {};
    await use(async (kind) => {
      const server =
        kind === 'static host' ? { ...staticHost, kill: staticHost.stop } : await startServerProcess();
      kill = () => server.kill();
      await page.goto(server.url);
      await expect(page.getByText('Works offline')).toBeVisible();
      const url = page.url().split('#')[0] ?? '';
      await postEvent(page, url, 'before');
      return { url, end: kill };
    });
    await kill();
  },
});

test.use({ serviceWorkers: 'allow' });

async function postEvent(page: Page, url: string, stream: string): Promise<void> {
  await page.goto(`${url}#/post`);
  await postForm(page).stream.fill(stream);
  await postForm(page).event(1).type.fill('Placed');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
}

/** The event from before the server ended is there; another one is posted and read. */
async function expectToWork(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/streams`);
  await expect(page.getByRole('main').getByRole('link', { name: 'before' })).toBeVisible();
  await postEvent(page, url, 'after');
  await page.goto(`${url}#/streams/after`);
  await expect(page.getByRole('main').getByText('Placed').filter({ visible: true }).first()).toBeVisible();
}

const hardReload = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
};

for (const kind of ['static host', 'server of npm start'] as const) {
  test.describe(`after one visit, with its ${kind} gone,`, () => {
    test('the app is opened, reloaded, posts and reads', async ({ page, startVisit }) => {
      const { url, end } = await startVisit(kind);
      await end();
      await page.goto('about:blank');
      await page.goto(url);
      await page.reload();
      await expectToWork(page, url);
    });

    test('a second tab opens, and so does every screen by its address', async ({ context, startVisit }) => {
      const { url, end } = await startVisit(kind);
      await end();
      const second = await context.newPage();
      await second.goto(`${url}streams/before/0`);
      await expect(second).toHaveURL(`${url}#/streams/before/0`);
      await expect(second.getByRole('heading', { name: 'before' })).toBeVisible();
      for (const route of allRoutes('before')) {
        await second.goto('about:blank');
        await second.goto(url + route);
        await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(second.getByText('could not be')).toBeHidden();
      }
      const feed = await second.goto(`${url}streams/before?format=json`);
      expect(await feed?.json()).toMatchObject({ streamId: 'before', headOfStream: true });
      await expectToWork(second, url);
    });

    test("a hard reload shows the browser's own page, and a plain one brings everything back", async ({
      page,
      startVisit,
    }) => {
      const { url, end } = await startVisit(kind);
      await postForm(page).event(1).type.fill('Drafted');
      await end();
      await hardReload(page);
      // The browser goes past the worker, as it is told to, and no page can have a say in that.
      expect(await page.evaluate(() => location.href)).toBe('chrome-error://chromewebdata/');
      await page.goto(`${url}#/post`);
      await expect(postForm(page).event(1).type).toHaveValue('Drafted');
      await expectToWork(page, url);
    });
  });
}

test('a hard reload while its host is there takes nothing of that away', async ({ page, startVisit }) => {
  const { url, end } = await startVisit('static host');
  await postForm(page).event(1).type.fill('Drafted');
  await hardReload(page);
  await expect(page.getByText('Works offline')).toBeVisible();
  await expect(postForm(page).event(1).type).toHaveValue('Drafted');
  await end();
  await page.reload();
  await expectToWork(page, url);
});

test('a device without a network is told so, and the app starts, reads and posts as before', async ({
  page,
  context,
  startVisit,
}) => {
  const { url } = await startVisit('static host');
  await context.setOffline(true);
  await page.reload();
  await expectToWork(page, url);
  await expect(page.getByText('You are offline. Everything here still works').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden();
});
