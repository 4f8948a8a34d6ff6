// Text is stored as it was typed: every digit, space and escape comes back, on every way out.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { curl } from './curl.ts';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';
import { openListening } from './sample.ts';

/** What JSON.parse and JSON.stringify would change: a large integer, zeros, an exponent, an escape, a name twice. */
const EXACT =
  '{ "n" : 9007199254740993, "price":1.00, "far":1E400, "minus":-0, "é":"\\u00e9\\/", "n":0.1000000000000000055511151231257827 }';

const DIGITS = [
  '9007199254740993',
  '1.00',
  '1E400',
  '-0',
  '"\\u00e9\\/"',
  '0.1000000000000000055511151231257827',
];

test('data is shown and copied with the characters that were typed', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/post/exact');
  const { event, form, send } = postForm(page);
  await event(1).data.fill(EXACT);
  await expect(
    form.getByText('9007199254740993 is stored exactly, but readers in JavaScript round it.'),
  ).toBeVisible();
  await form.getByText('Request as curl').click();
  await expect(form.getByRole('group', { name: 'Request as curl' })).toContainText(
    '"n" : 9007199254740993, "price":1.00',
  );
  await send.click();
  await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();

  const data = page.getByRole('group', { name: 'Data of event 0' });
  for (const text of DIGITS) await expect(data).toContainText(text);
  await data.getByRole('button', { name: 'Copy data of event 0' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(EXACT);
});

test('every event says its digits in the feed, in Atom JSON and in Atom XML', async ({ page, openApp }) => {
  await openApp('#/post/exact');
  const { event, send } = postForm(page);
  await event(1).data.fill(EXACT);
  await event(1).openMetadata();
  await event(1).metadata.fill('{"trace": 18446744073709551615}');
  await send.click();
  await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();
  for (const [tab, label] of [
    ['Atom JSON', 'Atom JSON of event 0'],
    ['Atom XML', 'Atom XML of event 0'],
  ] as const) {
    await page.getByRole('complementary').getByRole('tab', { name: tab }).click();
    const text = await page.getByRole('group', { name: label }).locator('code').textContent();
    for (const digits of ['9007199254740993', '1.00', '1E400', '18446744073709551615'])
      expect(text, tab).toContain(digits);
  }
  await page.getByRole('tab', { name: 'Metadata' }).click();
  await expect(page.getByRole('group', { name: 'Metadata of event 0' })).toContainText(
    '18446744073709551615',
  );
});

test('Format adds line breaks and changes no digit', async ({ page, openApp }) => {
  await openApp('#/post/exact');
  const { event, form } = postForm(page);
  await event(1).data.fill('{"n":9007199254740993,"price":1.00}');
  await form.getByRole('button', { name: 'Format' }).click();
  await expect(event(1).data).toHaveValue('{\n  "n": 9007199254740993,\n  "price": 1.00\n}');
});

test('a terminal reads what was typed in the form, and the form’s own command posts it', async ({
  page,
  baseURL,
}, info) => {
  await openListening(page, '#/post/exact');
  const { event, form, send } = postForm(page);
  await event(1).data.fill(EXACT);
  await form.getByText('Request as curl').click();
  const command =
    (await form.getByRole('group', { name: 'Request as curl' }).locator('code').textContent()) ?? '';
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  const folder = info.outputPath();
  const read = await curl(folder, '-H', 'Accept: application/json', `${baseURL}/streams/exact/0`);
  expect(read).toMatchObject({ status: 200, text: EXACT });

  const { stdout } = await promisify(execFile)('sh', ['-c', command.trim()]);
  expect(stdout).toMatch(/^HTTP\/1\.1 201 Created/);
  expect(stdout).toContain(`${baseURL}/streams/exact/0`);
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});
