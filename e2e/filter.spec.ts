// Events are found in the whole stream, not on the page; links lead where they point.
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';
import { holdStore, loadSample } from './sample.ts';

test('a type is found that is not on the current page', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await page.getByRole('combobox', { name: 'Event type' }).selectOption('CouponRejected');
  await expect(page).toHaveURL(/#\/streams\/order-1042\/find\/type\/CouponRejected$/);
  await expect(page.getByRole('status')).toHaveText('7 matches in 118 events.');
  const found = page.getByRole('table', { name: 'Events found in order-1042' }).getByRole('link');
  await expect(found).toHaveText(['95', '81', '67', '53', '39', '25', '11']);
  await found.last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 11' })).toBeFocused();
  await page.goBack();
  await expect(found).toHaveCount(7);
});

test('the types to choose from follow what is written, and are said to be those of the newest events', async ({
  page,
  openApp,
  context,
}) => {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 1_001 }, (_, n) => ({
      stream: 'counter',
      data: '1',
      type: n === 0 ? 'Needle' : 'Hay',
    })),
  );
  await openApp('#/streams/counter');
  const options = page.getByRole('combobox', { name: 'Event type' }).getByRole('option');
  const note = 'Types of the newest 1000 events';
  await expect(options).toHaveText(['All types', 'Hay', note]);
  await expect(options.last()).toBeDisabled();

  const other = await openApp('#/post/counter', await context.newPage());
  await postForm(other).event(1).type.fill('Lost');
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();
  await expect(options).toHaveText(['All types', 'Hay', 'Lost', note]);
  await openApp('#/streams/counter/find');
  await expect(
    page.getByText('Suggested: types of the newest 1000 events. Any other can be typed.'),
  ).toBeVisible();
});

test('a text is found in the data, with all its digits, and the address can be kept', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const field = page.getByRole('searchbox', { name: 'Find in data, whole stream' });
  await field.fill('9007199254740993');
  await field.press('Enter');
  const found = page.getByRole('table', { name: 'Events found in order-1042' });
  await expect(found.getByRole('link')).toHaveText(['113']);
  await expect(found.locator('mark')).toHaveText('9007199254740993');
  await page.reload();
  await expect(found.getByRole('link')).toHaveText(['113']);

  await page.getByRole('textbox', { name: 'Text in data' }).fill('no such text');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('0 matches in 118 events.');
});

test('everything is filtered by stream and type, and without system events', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/$all');
  await page.getByRole('link', { name: 'Filter…' }).click();
  await expect(page.getByRole('checkbox', { name: 'Hide system events' })).toBeChecked();
  await page.getByRole('textbox', { name: 'Stream', exact: true }).fill('inventory-*');
  await page.getByRole('combobox', { name: 'Event type' }).fill('StockRec*');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('4 matches in 404 events.');
  await expect(page.getByRole('cell', { name: 'inventory-4471' })).toHaveCount(4);
});

test('a long search waits at 500 finds, says how far it came, and goes on', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 2_000 }, (_, n) => ({ stream: 'counter', data: String(n) })),
  );
  await openApp('#/streams/counter/find/type/Counted');
  await expect(page.getByRole('status')).toHaveText('The newest 500 matches, searched 500 of 2000 events.');
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '500');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('status')).toHaveText('The newest 1000 matches, searched 1000 of 2000 events.');
});

test('a search can be stopped, and gone on with', async ({ page, openApp, storeName }) => {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 5_000 }, (_, n) => ({ stream: 'counter', data: String(n) })),
  );
  await openApp('#/streams/counter/find');
  await page.getByRole('textbox', { name: 'Text in data' }).fill('nowhere');
  const letGo = await holdStore(page, storeName);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await letGo();
  await expect(page.getByRole('status')).toHaveText(/^Stopped: 0 matches, searched /);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('status')).toHaveText('0 matches in 5000 events.');
});

test('a category is a stream of links, which are followed or shown as they are', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042/0');
  await page.getByRole('link', { name: '$ce-order' }).click();
  await expect(page.getByText('118 events · version 117')).toBeVisible();
  const table = page.getByRole('table', { name: 'Events in $ce-order' });
  await expect(table.getByRole('cell', { name: 'OrderClosed' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Follow links' }).uncheck();
  await expect(table.getByRole('cell', { name: '117@order-1042' })).toBeVisible();
  await page.getByRole('link', { name: 'Event 117' }).click();
  await page.getByRole('link', { name: '117 in order-1042' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 117' })).toBeFocused();
  await expect(page.getByRole('link', { name: '$et-OrderClosed' })).toBeVisible();
});

test('a system stream takes in new events by itself, and is opened by its name', async ({
  page,
  openApp,
  context,
}) => {
  await openApp();
  await loadSample(page);
  const filter = page.getByRole('searchbox', { name: 'Filter streams' });
  await filter.fill('$et-Counted');
  await filter.press('Enter');
  await expect(page.getByText('The store keeps this stream by itself.')).toBeVisible();
  const other = await context.newPage();
  await openApp('#/settings', other);
  await importEvents(other, [{ stream: 'counter-1' }, { stream: 'counter-2' }]);
  await expect(page.getByText('2 events · version 1')).toBeVisible();
});
