// Posting: two clicks from an empty store to the first event, and a form that says what it is about to do.
import { expect, test } from './fixtures.ts';
import { eventNumbers, postForm, postMany, result, status } from './pages.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('two clicks from the empty store write an event, and the feed shows it', async ({ page, openApp }) => {
  await openApp();
  await page.getByRole('button', { name: 'Post your first event' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(status(page)).toHaveText('Committed. Written to newstream as event 0.');
  await page.getByRole('link', { name: 'Open feed' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'newstream' })).toBeVisible();
  await expect(eventNumbers(page, 'newstream')).toHaveText(['0']);
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('the form has a name for everything in it', async ({ page, openApp }) => {
  await openApp('#/post');
  const { form, stream, expected, another, send, event } = postForm(page);
  await expect(stream).toHaveValue('newstream');
  for (const name of ['Exact', 'Any', 'No stream', 'Empty stream', 'Stream exists'])
    await expect(expected(name)).toBeVisible();
  await expect(expected('No stream')).toBeChecked();
  const { type, id, newId, data, metadata, openMetadata } = event(1);
  for (const field of [type, id, newId, data, another, send]) await expect(field).toBeVisible();
  await openMetadata();
  await expect(metadata).toBeVisible();
  await expect(form.getByRole('button', { name: 'Format' })).toBeVisible();
});

test('the event id is a new v4 UUID in every form, and changes with New id: a thousand in a row are a thousand', async ({
  page,
  context,
  openApp,
}) => {
  await openApp('#/post');
  const { event, another } = postForm(page);
  const ids: string[] = [];
  const note = async (tab = page) => void ids.push(await postForm(tab).event(1).id.inputValue());
  await note();
  for (const opened of ['a', 'b', 'c']) {
    await note(await openApp(`#/post/${opened}`, await context.newPage()));
  }
  // As fast as the page can: ids made from the time would repeat.
  const renewed = await event(1).card.evaluate(async (card) => {
    const button = [...card.querySelectorAll('button')].find(({ textContent }) => textContent === 'New id');
    const field = [...card.querySelectorAll('input')].find(({ value }) => /^[\da-f]{8}-/.test(value));
    const values: string[] = [];
    for (let asked = 0; asked < 936; asked += 1) {
      button?.click();
      await Promise.resolve(); // React puts it into the field before anything else runs.
      values.push(field?.value ?? '');
    }
    return values;
  });
  await another.evaluate((button: HTMLButtonElement) => {
    for (let made = 0; made < 60; made += 1) button.click();
  });
  const fields = page.getByRole('textbox', { name: 'Event id' });
  await expect(fields).toHaveCount(61);
  const forms = await fields.evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ value }) => value));
  ids.push(...renewed, ...forms.slice(1));
  for (const id of ids) expect(id).toMatch(UUID_V4);
  expect(new Set(ids).size).toBe(1_000);
});

test('the next event of a stream needs one click, with a new id and the current version', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, send, exact, expected } = postForm(page);
  const first = await event(1).id.inputValue();
  await send.click();
  await expect(expected('Exact')).toBeChecked();
  await expect(exact).toHaveValue('0');
  await expect(event(1).id).not.toHaveValue(first);
  await expect(event(1).type).toHaveValue('SomeEvent');
  await send.click();
  await expect(status(page)).toHaveText('Committed. Written to orders as event 1.');
});

test('two events of one request are written together, in their order', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, send } = postForm(page);
  await event(1).type.fill('OrderPaid');
  await another.click();
  await event(2).type.fill('OrderPlaced');
  await page.getByRole('button', { name: 'Move event 2 up' }).click();
  await send.click();
  await expect(status(page)).toHaveText('Committed. Written to orders as events 0 to 1.');
  await openApp('#/streams/orders');
  const rows = page.getByRole('table', { name: 'Events in orders' }).getByRole('row');
  await expect(rows).toHaveText([/No\./, /^1\s*OrderPaid/, /^0\s*OrderPlaced/]);
});

test('on a small screen what came of it comes into view', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 380, height: 640 });
  await openApp('#/post/orders');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeInViewport({ ratio: 1 });
});

test('Ctrl+Enter in the data sends once and leaves the text as it was', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event } = postForm(page);
  await event(1).data.fill('{"a":1}');
  await event(1).data.press('Control+Enter');
  await expect(result(page, 'Committed')).toContainText('as event 0');
  await expect(event(1).data).toHaveValue('{"a":1}');
  await openApp('#/requests');
  await expect(page.getByRole('button', { name: 'All 1' })).toBeVisible();
});

test('an id that is there already is told before it would be written again', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send, exact, form } = postForm(page);
  const first = await event(1).id.inputValue();
  await send.click();
  await expect(exact).toHaveValue('0');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await event(1).id.fill(first);
  const note = form.getByRole('alert');
  await expect(note).toContainText('This id is already in the stream at 0');
  await expect(note).toContainText('the event would be written again');
  await note.getByRole('button', { name: 'New id' }).click();
  await expect(note).toHaveCount(0);
  await expect(event(1).id).not.toHaveValue(first);

  await event(1).id.fill(first);
  await expect(note).toBeVisible();
  await send.click();
  await expect(status(page)).toHaveText('Committed. Written to orders as event 1.');
});

test('another event like one that is shown takes its type and data, and a new id', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const form = postForm(page);
  const first = await form.event(1).id.inputValue();
  await form.event(1).data.fill('{"like":"this"}');
  await postMany(page, ['OrderPlaced']);
  await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();
  await page.getByRole('link', { name: 'Post another like this' }).click();
  await expect(form.stream).toHaveValue('orders');
  await expect(form.event(1).type).toHaveValue('OrderPlaced');
  await expect(form.event(1).data).toHaveValue('{"like":"this"}');
  await expect(form.event(1).id).not.toHaveValue(first);
  await expect(form.exact).toHaveValue('0');
});
