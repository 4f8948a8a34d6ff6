// Once visited, the app starts, posts and reads with nobody at the other end.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { startLocalServer } from './local-server.ts';

test.use({ serviceWorkers: 'allow' });

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByText('Works offline')).toBeVisible();
}

async function postEvent(page: Page, stream: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/post`);
  await page.getByLabel('Stream', { exact: true }).fill(stream);
  await page.getByLabel('Event type').fill('Placed');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('main').getByText('Committed', { exact: true }).first()).toBeVisible();
}

async function expectToWorkAlone(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('main').getByRole('link', { name: 'before' })).toBeVisible();
  await postEvent(page, 'after');
  await page.goto(`${page.url().split('#')[0]}#/streams/after`);
  await expect(page.getByRole('main').getByText('Placed').filter({ visible: true }).first()).toBeVisible();
}

test('with its host gone the app starts again, and an event is posted and read', async ({
  page,
  staticHost,
}) => {
  await visit(page, staticHost.url);
  await postEvent(page, 'before');
  await staticHost.stop();
  await page.goto(staticHost.url);
  await expectToWorkAlone(page);
});

test('with the server of npm start stopped the app starts again, and an event is posted and read', async ({
  page,
}) => {
  const server = await startLocalServer();
  await visit(page, server.url);
  await postEvent(page, 'before');
  await server.stop();
  await page.goto(server.url);
  await expectToWorkAlone(page);
});

test('a hard reload takes nothing of that away', async ({ page, staticHost }) => {
  await visit(page, staticHost.url);
  await postEvent(page, 'before');
  await page.goto(`${staticHost.url}#/streams`);
  const session = await page.context().newCDPSession(page);
  await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
  await expect(page.getByText('Works offline')).toBeVisible();
  await staticHost.stop();
  await expectToWorkAlone(page);
});

test('a device without a network is told so, and the app starts, reads and posts as before', async ({
  page,
  context,
  staticHost,
}) => {
  await visit(page, staticHost.url);
  await postEvent(page, 'before');
  await context.setOffline(true);
  await page.goto(`${staticHost.url}#/streams`);
  await expectToWorkAlone(page);
  await expect(page.getByText('You are offline. Everything here still works').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden();
});
