// The lost-reply story with the keyboard alone: focus is always seen, and never under a bar.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { attempts, postForm, result, status } from './pages.ts';

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
