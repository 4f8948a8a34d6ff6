// What is wrong is said at its field, nothing is sent, and the form stays as it was.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { postForm } from './pages.ts';

const MEBIBYTE = 1_048_576;

/** Sends, and sees that the field is named as wrong, is focused, and that nothing left the form. */
async function expectRefused(page: Page, field: Locator, message: string | RegExp): Promise<void> {
  await postForm(page).send.click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(message);
  await expect(field).toBeFocused();
  await expect(page.locator('body')).not.toContainText(/undefined|NaN|\[object/);
  await expect(page.getByRole('region', { name: /^(Committed|Rejected|Sending|No reply)$/ })).toHaveCount(0);
}

test.afterEach(async ({ page, openApp }) => {
  await openApp('#/requests');
  await expect(page.getByText('Nothing was sent from here yet.')).toBeVisible();
  await openApp('#/streams');
  await expect(
    page.getByRole('heading', { level: 1, name: 'An event store inside this browser' }),
  ).toBeVisible();
});

test('data that is no JSON is told with line and column', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event } = postForm(page);
  await event(1).data.fill('{"a":}');
  await expectRefused(
    page,
    event(1).data,
    'Line 1, column 6: a value is missing before the closing brace. Nothing is sent until this is valid JSON.',
  );
  await event(1).data.fill('{\n  "a": 1,\n  \'b\': 2\n}');
  await expectRefused(page, event(1).data, /^Line 3, column 3: /);
  await expect(event(1).data).toHaveValue('{\n  "a": 1,\n  \'b\': 2\n}');
  await event(1).data.fill('');
  await expectRefused(
    page,
    event(1).data,
    /^Line 1, column 1: a value is missing here; write \{\} for no data\./,
  );
});

test('metadata that is no JSON is told too, also when it is folded away', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event } = postForm(page);
  await event(1).openMetadata();
  await event(1).metadata.fill('{"user"}');
  await event(1).openMetadata();
  await expect(event(1).metadata).toBeHidden();
  await expectRefused(page, event(1).metadata, /^Line 1, column 8: a colon is missing/);
});

test('what is no number of an event is no exact version', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { exact, expected } = postForm(page);
  await expected('Exact').check();
  for (const version of ['', 'one', '-1', '1.5', '99999999999999999999']) {
    await exact.fill(version);
    await expectRefused(page, exact, 'The exact version is the number of the last event: 0, 1, 2 …');
    await expect(exact).toHaveValue(version);
    await expect(expected('Exact')).toBeChecked();
  }
});

test('what is no GUID is no event id', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event } = postForm(page);
  const tooShort = 'c322e299-cb73-4b47-97c5-5054f920746';
  for (const id of ['', '42', tooShort, `${tooShort}g`, '00000000-0000-0000-0000-000000000000']) {
    await event(1).id.fill(id);
    await expectRefused(page, event(1).id, /^An event id has 32 hexadecimal digits/);
    await expect(event(1).id).toHaveValue(id);
  }
});

test('a stream and a type need a name; the first field that is wrong is focused', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { stream, event, send } = postForm(page);
  await stream.fill('');
  await event(1).type.fill('');
  await expectRefused(page, stream, 'Name the stream to post to.');
  await stream.fill('$all');
  await expectRefused(page, stream, '“$all” is all streams together. Name one of them, or a new one.');
  await expect(event(1).type).toHaveAccessibleDescription('Give the event a type, such as SomeEvent.');
  await stream.fill('orders');
  await expectRefused(page, event(1).type, 'Give the event a type, such as SomeEvent.');
  await event(1).type.fill('   ');
  await send.click();
  await expect(event(1).type).toBeFocused();
});

test('with one of two events wrong none is sent, and the wrong one is named', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another } = postForm(page);
  await another.click();
  await event(2).data.fill('{"a":}');
  await expectRefused(page, event(2).data, /^Event 2: Line 1, column 6: /);
  await expect(event(1).data).toHaveAttribute('aria-invalid', 'false');
});

test('an event over 4 MiB is told with its size, and stays in the form', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/post/orders');
  const { event, form, send } = postForm(page);
  const line = `  "${'x'.repeat(94)}",\n`;
  const large = `[\n${line.repeat(Math.ceil((4 * MEBIBYTE) / line.length))}  ""\n]`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), large);
  await event(1).data.fill('');
  await event(1).data.press('ControlOrMeta+V');
  await send.click();
  await expect(
    form.getByText('The event has 4.00 MiB; an event holds at most 4 MiB. Nothing was sent.'),
  ).toBeVisible();
  await expect(event(1).data).toBeFocused();
  expect(await event(1).data.evaluate((field: HTMLTextAreaElement) => field.value.length)).toBe(large.length);
});
