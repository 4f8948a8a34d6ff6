// The lost-reply story with the keyboard alone: focus is always seen, and never under a bar.
import type { Page } from '@playwright/test';
import { backupLines, fileOf } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, postForm, result, status } from './pages.ts';
import { loadSample } from './sample.ts';

for (const [width, height] of [
  [1440, 900],
  [380, 800],
] as const)
  test(`post, lose the reply and retry without a pointer, at ${width} px`, async ({ page, openApp }) => {
    await page.setViewportSize({ width, height });
    await openApp();
    await tabTo(page, 'button', 'Post your first event');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Post event' })).toBeFocused();

    await tabTo(page, 'button', /^Network:/, 'back');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: 'Normal' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Loses the reply' })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Network: loses the reply' })).toBeFocused();

    await tabTo(page, 'textbox', 'Stream');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('orders');
    await tabTo(page, 'textbox', 'Data (JSON)');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('{"a":1}');
    await expect(postForm(page).expected('No stream')).toBeChecked();
    await page.keyboard.press('Control+Enter');
    await expect(status(page)).toHaveText(/^No reply\./);

    await tabTo(page, 'button', 'Retry same request');
    await page.keyboard.press('Enter');
    await expect(status(page)).toHaveText(/^Already committed\. Nothing new was written\./);
    await expect(attempts(page)).toHaveCount(2);
    await expect(result(page, 'Already committed')).toBeFocused();
    await tabTo(page, 'link', 'What really happened');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Request / })).toBeFocused();
    await tabTo(page, 'tab', 'What happened');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Transcript' })).toBeFocused();
    await expect(page.getByRole('group', { name: 'Request of attempt 2' })).toContainText('{"a":1}');
    await tabTo(page, 'link', 'Open feed', 'back');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'orders' })).toBeFocused();
    await expect(page.getByText('1 event · version 0')).toBeVisible();
  });

test('what opens over the page takes the focus, and gives it back', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  const openers = page.locator('[popovertarget]:visible');
  for (const [hash, count] of [
    ['#/streams/order-1042', 3],
    ['#/post/order-1042', 2],
  ] as const) {
    await openApp(hash);
    await expect(openers).toHaveCount(count);
    for (const opener of await openers.all()) {
      await opener.focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('[popover]:popover-open :focus')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(opener).toBeFocused();
    }
  }
});

test('a button that goes away hands the focus on', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, expected, send } = postForm(page);
  await another.click();
  await another.click();
  await event(2).type.fill('Second');
  await event(3).type.fill('Third');
  await page.getByRole('button', { name: 'Remove event 2' }).press('Enter');
  await expect(event(2).type).toHaveValue('Third');
  await expect(event(2).type).toBeFocused();
  await page.getByRole('button', { name: 'Remove event 2' }).press('Enter');
  await expect(event(1).type).toBeFocused();

  await setNetwork(page, 'Offline');
  await send.click();
  await expect(result(page, 'Queued')).toBeVisible();
  await setNetwork(page, 'Normal');
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await expected('No stream').check();
  await send.click();
  await result(page, 'Conflict').getByRole('button', { name: 'Rebase…' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Send at version 0' }).press('Enter');
  await expect(result(page, 'Committed')).toBeFocused();

  await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await page.getByRole('button', { name: 'Clear finished' }).press('Enter');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'All 3' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeFocused();

  await openApp('#/settings');
  const file = page.getByLabel('Import file');
  await file.setInputFiles(fileOf(backupLines([{ stream: 'counter' }])));
  await page.getByRole('button', { name: 'Import 1 event' }).press('Enter');
  await expect(page.getByRole('status')).toHaveText('Imported 1 event, 0 already there.');
  await expect(file).toBeFocused();
});

test('Tab leaves the JSON field', async ({ page, openApp }) => {
  await openApp('#/post');
  const { event } = postForm(page);
  await event(1).data.focus();
  await page.keyboard.press('Tab');
  await expect(event(1).data).not.toBeFocused();
  await expect(event(1).data).toHaveValue('{}');
});

/** Presses Tab until the element has the focus; each stop on the way must be in view and lie on top. */
async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'radio' | 'tab' | 'textbox',
  name: string | RegExp,
  way: 'on' | 'back' = 'on',
): Promise<void> {
  const wanted = page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  // A page whose app is still on its way has nothing to stop at: Firefox takes the focus out of it, and marks none.
  await expect(wanted).toBeAttached();
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
    expect(await page.evaluate(hiddenFocus), 'the focused element that cannot be seen').toBeNull();
    if (await wanted.evaluateAll((found) => found.some((element) => element === document.activeElement)))
      return;
  }
  throw new Error(`Tab never came to the ${role} ${name}.`);
}

/** Runs in the page: what the focused element is when something else covers all of it, or nothing marks it. */
function hiddenFocus(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
  );
  const isSeen = points.some(([x, y]) => {
    const on = document.elementFromPoint(x, y);
    return (
      on !== null && (focused.contains(on) || on.contains(focused) || on.closest('label')?.contains(focused))
    );
  });
  const marked = [focused, focused.closest('label, .choice, .editor')].some(
    (element) =>
      element !== null && element !== undefined && getComputedStyle(element).outlineStyle !== 'none',
  );
  return isSeen && marked ? null : focused.outerHTML.slice(0, 200);
}
