// Some events of a request are in the stream already and others are not: the request is refused whole.
import { expect, test } from './fixtures.ts';
import { postForm, postMany, result, status } from './pages.ts';

test('A and B are found, C is not, and nothing is written', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await another.click();
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  await event(2).type.fill('OrderPaid');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as events 0 to 1');

  await another.click();
  await event(1).id.fill(ids[0] ?? '');
  await event(2).id.fill(ids[1] ?? '');
  await event(3).type.fill('OrderShipped');
  await expected('Any').check();
  await send.click();
  await expect(status(page)).toHaveText(
    'Partial duplicate. The ids of 2 of 3 events are already in the stream. Nothing was written.',
  );
  const card = result(page, 'Partial duplicate');
  await expect(card.getByRole('table', { name: 'Events of this request' }).getByRole('row')).toHaveText([
    /Event.*In the stream/,
    /^A.*SomeEvent.*found at 0$/,
    /^B.*OrderPaid.*found at 1$/,
    /^C.*OrderShipped.*not found$/,
  ]);
  await card.getByRole('link', { name: '1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 1' })).toBeFocused();
  await expect(page.getByText('2 events · version 1')).toBeVisible();
});

test('events that are all there, in another order of requests, are a duplicate and not a partial one', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await another.click();
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await event(1).id.fill(ids[0] ?? '');
  await event(2).id.fill(ids[1] ?? '');
  await expected('Any').check();
  await send.click();
  await expect(result(page, 'Already committed')).toContainText('The same events are already at 0 to 1.');
});

test('the missing event is written once the found ones are taken out', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  const first = await event(1).id.inputValue();
  await postMany(page, ['OrderPlaced']);
  await another.click();
  await event(1).id.fill(first);
  await event(2).type.fill('OrderPaid');
  await expected('Any').check();
  await send.click();
  await expect(result(page, 'Partial duplicate')).toContainText(
    'The id of 1 of 2 events is already in the stream.',
  );
  await result(page, 'Partial duplicate').getByRole('button', { name: 'Edit and send as new' }).click();
  await page.getByRole('button', { name: 'Remove event 1' }).click();
  await expect(event(1).type).toHaveValue('OrderPaid');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('Written to orders as event 1.');
});

test('a found id that stands for other data is told, and what was sent under it gets a new id', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  const first = await event(1).id.inputValue();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await another.click();
  await event(1).id.fill(first);
  await event(1).data.fill('{"total":2}');
  await event(2).type.fill('OrderPaid');
  await expected('Any').check();
  await send.click();
  const card = result(page, 'Partial duplicate');
  await expect(card.getByRole('row', { name: /^A / })).toHaveText(/another event at 0$/);
  await expect(card.getByRole('group', { name: 'Data you sent' })).toContainText('"total": 2');
  await card.getByRole('button', { name: 'Send only the missing events…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    '0 of 2 events are in the stream. 1 has an id that another event has there.',
  );
  await expect(dialog).toContainText('They keep their ids, except 1 with a new one, and will be sent');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(result(page, 'Committed')).toContainText('as events 1 to 2');
  await result(page, 'Committed').getByRole('link', { name: 'View event 1' }).click();
  await expect(page.getByRole('group', { name: 'Data of event 1' })).toContainText('"total": 2');
});
