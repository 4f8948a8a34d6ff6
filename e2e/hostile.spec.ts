// Names and data that other programs stumble over: they are text, on every screen and in every address.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

/** Right-to-left override, isolates, a zero-width joiner. */
const BIDI = 'ltr\u202ertl\u202c \u2067iso\u2069 z\u200dw';

const NAMES = [
  'orders/2026/11',
  '100%',
  '%2F%41',
  'a#b?c=d&e',
  '@admin:1',
  '$settings',
  'a\\b\'c"d`',
  '<b>bold</b>',
  'Straße 東京 🧾',
  BIDI,
  ' with spaces ',
  'head',
  '0',
];

const MARKUP = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';

test('streams of any name are posted to, read and linked to', async ({ page, openApp }) => {
  test.slow();
  const { stream, event, send } = postForm(page);
  for (const name of NAMES) {
    await test.step(name, async () => {
      await openApp('#/post');
      await stream.fill(name);
      const id = await event(1).id.inputValue();
      await send.click();
      await expect(event(1).id).not.toHaveValue(id); // Until then what came of the last one may be shown.
      await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Event 0' })).toBeFocused();
      // The address of the stream, opened as somebody who was given it.
      await page.goto(page.url().replace(/\/0$/, ''));
      await page.reload();
      await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
      await expect(page.getByText('1 event · version 0')).toBeVisible();
      await page.getByRole('tab', { name: 'Atom JSON' }).click();
      await expect.poll(() => nameInFeed(page)).toBe(name);
      await page.getByRole('link', { name: 'Post to this stream' }).click();
      await expect(stream).toHaveValue(name);
    });
  }
});

/** The name of the stream as a client reads it from the address of the newest event. */
async function nameInFeed(page: Page): Promise<string | undefined> {
  const text = await page
    .getByRole('group', { name: /^Atom JSON of/ })
    .locator('code')
    .textContent();
  const [, name = ''] = /\/streams\/([^/]+)\/0$/.exec(JSON.parse(text ?? '{}').entries[0].id) ?? [];
  return decodeURIComponent(name);
}

test('markup in names, types and data is shown and never run', async ({ page, openApp }) => {
  await openApp('#/post');
  const { stream, event, send } = postForm(page);
  await stream.fill(MARKUP);
  await event(1).type.fill(MARKUP);
  await event(1).data.fill(JSON.stringify({ text: MARKUP }));
  await event(1).openMetadata();
  await event(1).metadata.fill(JSON.stringify({ by: MARKUP }));
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  for (const tab of ['Transcript', 'Body', 'What happened'])
    await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await result(page, 'Already committed').getByRole('link', { name: 'View event 0' }).click();
  const detail = page.getByRole('complementary');
  await expect(detail.getByRole('group', { name: 'Data of event 0' })).toContainText('<script>');
  for (const tab of ['Metadata', 'Atom JSON', 'Atom XML', 'Links']) {
    await detail.getByRole('tab', { name: tab }).click();
    await expect(detail.getByRole('tabpanel', { name: tab })).toBeVisible();
  }
  await openApp('#/requests');
  await openApp('#/streams');
  await expect(page.getByRole('main').getByRole('link', { name: MARKUP })).toBeVisible();
  await expect(page).not.toHaveTitle('taken');
  expect(await page.locator('main script, main img').count()).toBe(0);
});

test('text that runs from right to left stays in its field, and its characters are kept', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/post/bidi');
  const { event, send } = postForm(page);
  const data = JSON.stringify({ text: BIDI, zero: '\u0000' });
  await event(1).data.fill(data);
  await send.click();
  await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();
  await page.getByRole('button', { name: 'Copy data of event 0' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(data);
});

test('a name that no address can hold is refused at its field', async ({ page, openApp }) => {
  await openApp('#/post');
  const { stream, send } = postForm(page);
  for (const [name, message] of [
    ['..', '“..” cannot be part of a URL.'],
    ['$$', '“$$” cannot be a stream: the name after it is missing.'],
  ] as const) {
    await stream.fill(name);
    await send.click();
    await expect(stream).toBeFocused();
    await expect(stream).toHaveAccessibleDescription(message);
  }
});

test('a name, a type and data of great length fit a screen of 320 px, whatever came of the request', async ({
  page,
  openApp,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openApp('#/post');
  const { stream, event, send, exact } = postForm(page);
  await stream.fill('order'.repeat(60));
  await event(1).type.fill('T'.repeat(200));
  await event(1).data.fill(JSON.stringify({ text: 'x'.repeat(500) }));
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await exact.fill('9');
  await send.click();
  await expect(result(page, 'Conflict')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await openApp('#/requests');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: /^order/ })
    .last()
    .click();
  for (const tab of ['What happened', 'Transcript', 'Body']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectNoSidewaysScroll(page);
  }
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
}
