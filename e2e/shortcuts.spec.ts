// Keyboard shortcuts: one key goes a long way, does nothing while somebody types, and can be switched off.
import type { Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { eventNumbers, postForm, result, status } from './pages.ts';
import { loadSample } from './sample.ts';

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('from the list of streams to an event and back to the same row, with letters alone', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await expect(heading(page, 'Settings')).toBeVisible();
  await press(page, 'g', 's');
  await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeFocused();
  await loadSample(page);
  // The list follows what was written in a moment.
  for (const stream of ['order-1042', 'payments', 'inventory-4471'])
    await expect(page.getByRole('main').getByRole('link', { name: stream })).toBeVisible();
  await press(page, 'j');
  await expect(page.getByRole('link', { name: '$all' })).toBeFocused();
  await press(page, 'j', 'j', 'k');
  await expect(page.getByRole('link', { name: 'order-1042' })).toBeFocused();
  await press(page, 'Enter');
  await expect(heading(page, 'order-1042')).toBeFocused();

  for (const oldest of ['78', '58']) {
    await press(page, ']');
    await expect(eventNumbers(page, 'order-1042').last()).toHaveText(oldest);
  }
  await press(page, '[');
  await expect(eventNumbers(page, 'order-1042').first()).toHaveText('97');
  await press(page, 'j', 'j', 'j');
  const row = page.getByRole('link', { name: 'Event 95' });
  await expect(row).toBeFocused();
  await press(page, 'Enter');
  await expect(heading(page, 'Event 95')).toBeFocused();
  await press(page, 'j');
  await expect(page.getByRole('link', { name: 'Event 94' })).toBeFocused();
  await press(page, 'k', 'Escape');
  await expect(heading(page, 'order-1042')).toBeVisible();
  await expect(row).toBeFocused();

  await press(page, 'g', 'l');
  await expect(heading(page, 'Lab')).toBeFocused();
  await press(page, 'g', 'r');
  await expect(heading(page, 'Requests')).toBeFocused();
  await press(page, 'n');
  await expect(heading(page, 'Post event')).toBeFocused();
});

test('the row that is walked to is seen, and not under the head of the table', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/payments/239/backward/50');
  await expect(eventNumbers(page, 'payments')).toHaveCount(50);
  for (let row = 0; row < 50; row += 1) await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Event 190' })).toBeFocused();
  for (let row = 0; row < 30; row += 1) {
    await page.keyboard.press('k');
    const seen = await page.evaluate(() => {
      const { x, y, width, height } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return top?.closest('tr')?.contains(document.activeElement);
    });
    expect(seen).toBe(true);
  }
});

test('/ goes to the filter; a phone that shows none gets the palette', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await expect(heading(page, 'order-1042')).toBeVisible();
  await page.keyboard.press('/');
  const filter = page.getByRole('searchbox', { name: 'Filter streams' });
  await expect(filter).toBeFocused();
  await page.keyboard.type('pay/j');
  await expect(filter).toHaveValue('pay/j');
  await page.setViewportSize({ width: 380, height: 760 });
  await expect(filter).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Search or jump' })).toBeVisible();
});

test('no key is a shortcut in a field, in a dialog or menu, or with a modifier', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/post/newstream');
  const { event, stream } = postForm(page);
  const all = 'n?jkr[]/gsgl';
  await event(1).data.press('End');
  await page.keyboard.type(all);
  await expect(event(1).data).toHaveValue(`{}${all}`);
  await stream.fill('');
  await page.keyboard.type(all);
  await expect(stream).toHaveValue(all);
  await page.getByRole('radio', { name: 'Any' }).check();
  await page.keyboard.type('gl');
  await page.getByRole('combobox', { name: 'Sort streams by' }).focus();
  await page.keyboard.type('gl');
  await page.evaluate(() => {
    const note = Object.assign(document.createElement('div'), { contentEditable: 'true', role: 'textbox' });
    document.body.append(note);
    note.focus();
  });
  await page.keyboard.type(all);
  await expect(page.locator('[contenteditable]')).toHaveText(all);
  await page.getByRole('heading', { level: 1 }).click();

  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.keyboard.type('gl?');
  await expect(page.getByRole('dialog', { name: 'Network' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.type('gln');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  for (const key of ['Control+l', 'Alt+n', 'Meta+n', 'Control+/']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'Post event')).toBeVisible();
});

test('r retries the request that has the focus, which keeps it while it moves', async ({ page, openApp }) => {
  const { stream, send } = postForm(page);
  const needy = (count: number) => page.getByRole('link', { name: `Requests ${count} need you` });
  await openApp('#/post');
  for (const [index, name] of ['first', 'second', 'third'].entries()) {
    await setNetwork(page, 'Loses the request');
    await stream.fill(name);
    await send.click();
    await expect(needy(index + 1)).toBeVisible();
  }
  await page.getByRole('heading', { level: 1 }).click();
  await press(page, 'r');
  await expect(result(page, 'Committed')).toContainText('Written to third');

  await press(page, 'g', 'r');
  await expect(page.getByRole('button', { name: 'Retry same request' })).toHaveCount(2);
  await press(page, 'r');
  await expect(status(page)).toHaveText(/^Go to a request first, with J and K/);
  const row = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
  await press(page, 'j', 'j');
  await expect(row('first').getByRole('link', { name: 'first' })).toBeFocused();
  await press(page, 'r');
  await expect(row('first')).toContainText('Committed');
  await expect(row('first').getByRole('link', { name: 'first' })).toBeFocused();
  await expect(row('second')).toContainText('No reply');
});

test('? lists all of them; axe finds nothing in the list, in light and dark', async ({ page, openApp }) => {
  await openApp('#/requests');
  await expect(heading(page, 'Requests')).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const [what, keys] of [
    ['Search or jump', 'Ctrl K'],
    ['Filter the streams', '/'],
    ['Post event', 'N'],
    ['Go to the streams', 'G then S'],
    ['Go to the requests', 'G then R'],
    ['Go to the Lab', 'G then L'],
    ['Show this list', '?'],
    ['Next row', 'J'],
    ['Previous row', 'K'],
    ['Open the row', 'Enter'],
    ['Newer page', '['],
    ['Older page', ']'],
    ['Close the event', 'Esc'],
    ['Retry the request', 'R'],
    ['Send, in the form', 'Ctrl Enter'],
  ] as const) {
    const term = list.getByRole('term').filter({ hasText: what });
    await expect(term.locator('xpath=following-sibling::dd')).toHaveText(keys);
  }
  await expect(list.getByRole('term')).toHaveCount(15);
  await expectNoFindings(page, 'the list');
  await list.getByRole('link', { name: 'Settings' }).click();
  await expect(list).toBeHidden();
  await expect(heading(page, 'Settings')).toBeFocused();
});

test('single keys are switched off for good and in all tabs; other keys and the list stay', async ({
  page,
  context,
  openApp,
}) => {
  await openApp('#/settings');
  const other = await context.newPage();
  await openApp('#/post', other);
  const post = other.getByRole('link', { name: 'Post event' });
  await expect(post.locator('kbd')).toHaveText('N');
  await expect(post).toHaveAttribute('aria-keyshortcuts', 'N');

  const keys = page.getByRole('switch', { name: 'Single-key shortcuts' });
  await expect(keys).toBeChecked();
  await keys.uncheck();
  await expect(post.locator('kbd')).toHaveCount(0);
  await expect(post).not.toHaveAttribute('aria-keyshortcuts');
  await page.reload();
  await expect(keys).not.toBeChecked();
  await page.getByRole('heading', { level: 1 }).click();
  await press(page, 'n', 'g', 'l', '?', '/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'Settings')).toBeVisible();

  await page.getByRole('button', { name: 'All shortcuts' }).click();
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Single keys are switched off in Settings.');
  await expect(list.getByText('Switched off: N')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or jump' })).toBeVisible();
  await page.keyboard.press('Escape');

  await keys.check();
  await press(page, 'Tab', 'n');
  await expect(heading(page, 'Post event')).toBeFocused();
});

test('keys are printed beside what they do, but not where there are none', async ({ browser, openApp }) => {
  for (const hasTouch of [false, true]) {
    const context = await browser.newContext({ hasTouch, isMobile: hasTouch, serviceWorkers: 'block' });
    const page = await openApp('#/post', await context.newPage());
    await expect(postForm(page).form).toBeVisible();
    const hints = page.locator('kbd').filter({ visible: true });
    await expect(hints).toHaveText(hasTouch ? [] : ['Ctrl K', 'N', '/', 'Ctrl Enter']);
    await context.close();
  }
});
