// A person finds their way through streams and feeds.
import { SIZES } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

const PAGER = ['Newest', 'Newer', 'Older', 'Oldest'] as const;

test('an empty store says what to do next', async ({ page, openApp }) => {
  await openApp();
  await expect(
    page.getByRole('heading', { level: 1, name: 'An event store inside this browser' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Post your first event' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  await page.getByRole('link', { name: 'Try the lost-reply demo' }).click();
  await expect(page).toHaveURL(/#\/lab\/lost-reply$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Lost reply' })).toBeFocused();
});

test('streams are filtered while one types, and Enter opens the best match', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  const filter = page.getByRole('searchbox', { name: 'Filter streams' });
  await filter.fill('4471');
  await expect(page.getByRole('link', { name: 'inventory-4471' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'payments' })).toBeHidden();
  await filter.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'inventory-4471' })).toBeFocused();
});

test('streams are sorted by name, events or update, with everything on top', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  const names = page.getByRole('table', { name: 'Streams' }).getByRole('link');
  const order = page.getByRole('combobox', { name: 'Sort streams by' });
  await order.selectOption('Events');
  await expect(names).toHaveText(['$all', 'payments', 'order-1042', 'inventory-4471']);
  await order.selectOption('Name');
  await expect(names).toHaveText(['$all', 'inventory-4471', 'order-1042', 'payments']);
  await order.selectOption('Version');
  await expect(names).toHaveText(['$all', 'payments', 'order-1042', 'inventory-4471']);
  await order.selectOption('Updated');
  await expect(names).toHaveText(['$all', 'order-1042', 'payments', 'inventory-4471']);
});

for (const { width, height } of SIZES)
  test(`the four page links stay where they are on every page, at ${width} px`, async ({ page, openApp }) => {
    await page.setViewportSize({ width, height });
    await openApp();
    await loadSample(page);
    await openApp('#/streams/order-1042');
    await expect(page.getByText('118 events · version 117')).toBeVisible();
    const links = page.getByRole('navigation', { name: 'Feed pages' }).getByRole('link');
    const places = async () => {
      await expect(links).toHaveText(PAGER);
      const boxes = await Promise.all((await links.all()).map((link) => link.boundingBox()));
      return boxes.map((box) => [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)]);
    };
    const unavailable = async () =>
      (await links.and(page.locator('[aria-disabled=true]')).allTextContents()).join(' ');
    const first = await places();
    expect(await unavailable()).toBe('Newest Newer');
    for (const lowest of [78, 58, 38, 18, 0]) {
      await page.getByRole('link', { name: 'Older', exact: true }).click();
      await expect(page.getByRole('row').last().getByRole('link')).toHaveText(String(lowest));
      expect(await places()).toEqual(first);
    }
    expect(await unavailable()).toBe('Older Oldest');
    await expect(page.getByRole('table', { name: 'Events in order-1042' }).getByRole('link')).toHaveCount(18);
    for (const [name, highest] of [
      ['Newer', 37],
      ['Oldest', 19],
      ['Newest', 117],
    ] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('row').nth(1).getByRole('link')).toHaveText(String(highest));
      expect(await places()).toEqual(first);
    }
  });

test('a page has an address, and going back from an event returns to its row', async ({
  page,
  openApp,
  context,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const third = Array.from({ length: 20 }, (_, index) => String(77 - index));
  const numbers = page.getByRole('table').getByRole('link');
  await page.getByRole('link', { name: 'Older', exact: true }).click();
  await expect(numbers.first()).toHaveText('97');
  await page.getByRole('link', { name: 'Older', exact: true }).click();
  await expect(numbers).toHaveText(third);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('table').getByRole('link')).toHaveText(third);
  await page.bringToFront();

  await page.getByRole('link', { name: 'Event 70' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 70' })).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/\/77\/backward\/20$/);
  await expect(page.getByRole('link', { name: 'Event 70' })).toBeFocused();
  await expect(numbers).toHaveCount(20);
});

test('an event is found by its number, and a number past the end is answered', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const field = page.getByRole('textbox', { name: 'Go to event No.' });
  await field.fill('999');
  await field.press('Enter');
  await expect(page.getByRole('status')).toHaveText('The last event is 117');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('42');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 42' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Event 42' })).toHaveAttribute('aria-current', 'true');
});

test('every event of a page can be expanded, so that its text is on the page', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const previews = await page.getByRole('row').locator('.preview').allTextContents();
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect(page.getByRole('group', { name: /^Data of event/ })).toHaveCount(20);
  for (const [index, preview] of previews.entries()) {
    const data = page.getByRole('group', { name: `Data of event ${117 - index}` });
    await expect(data).toBeVisible();
    const [word = ''] = /\w{3,}/.exec(preview) ?? [];
    await expect(data).toContainText(word);
  }
  await expect(page.getByRole('group', { name: /^Data of event/ }).getByText('"a1f9c2"')).toBeVisible();
});

test('a number too large for JavaScript is shown and copied with all its digits', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042/113');
  await expect(page.getByText('9007199254740993', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Copy event JSON' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('"tracking":9007199254740993,');
});

test('the feed is shown as Atom, and the command that asks for it can be copied', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await page.getByRole('tab', { name: 'Atom JSON' }).click();
  const json = await page
    .getByRole('group', { name: 'Atom JSON of order-1042' })
    .locator('code')
    .textContent();
  const feed = JSON.parse(json ?? '');
  expect(feed.title).toBe("Event stream 'order-1042'");
  expect(feed.id).toMatch(/\/streams\/order-1042$/);
  expect(feed.updated).toBe(feed.entries[0].updated);
  expect(feed.links.map(({ relation }: { relation: string }) => relation)).toEqual(
    expect.arrayContaining(['self', 'first']),
  );
  const numbers = Array.from({ length: 20 }, (_, index) => 117 - index);
  expect(feed.entries.map(({ title }: { title: string }) => title)).toEqual(
    numbers.map((number) => `${number}@order-1042`),
  );
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl -i /);

  await page.getByRole('tab', { name: 'Atom XML' }).click();
  const xml = await page.getByRole('group', { name: 'Atom XML of order-1042' }).locator('code').textContent();
  // Beside the app, whose policy lets nothing be parsed.
  const beside = await context.newPage();
  const root = await beside.evaluate(
    (text) => new DOMParser().parseFromString(text, 'application/xml').documentElement.localName,
    xml ?? '',
  );
  expect(root).toBe('feed');
});

test('everything is one feed, in the order it was written', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/$all');
  await expect(page.getByText('404 events · position 403')).toBeVisible();
  await page.getByRole('link', { name: 'Oldest', exact: true }).click();
  await expect(page.getByRole('row').last().getByRole('link')).toHaveText('0');
  await page.getByRole('link', { name: 'Event 3', exact: true }).click();
  await expect(page.getByRole('link', { name: /^\d+ in (?:payments|order-1042)$/ })).toBeVisible();
});

test('a stream that does not exist says so and offers to begin it', async ({ page, openApp }) => {
  await openApp('#/streams/a%2Fb');
  await expect(page.getByRole('heading', { level: 1, name: 'a/b' })).toBeVisible();
  await page.getByRole('link', { name: 'Post to this stream' }).click();
  await expect(page).toHaveURL(/#\/post\/a%2Fb$/);
});
