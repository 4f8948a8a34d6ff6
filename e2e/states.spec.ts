// The state of a request is told by a word and an icon; colour only repeats it.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

const STATES = ['Committed', 'Already committed', 'Conflict', 'Partial duplicate', 'No reply', 'Queued'];

/** A request in each state, in the list of requests. */
async function reachEveryState(page: Page): Promise<void> {
  const { event, another, send, expected, exact } = postForm(page);
  const first = await event(1).id.inputValue();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await event(1).id.fill(first);
  await expected('No stream').check();
  await send.click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await exact.fill('7');
  await send.click();
  await expect(result(page, 'Conflict')).toBeVisible();
  await event(1).id.fill(first);
  await another.click();
  await expected('Any').check();
  await send.click();
  await expect(result(page, 'Partial duplicate')).toBeVisible();
  // Else the next request would write what is missing of this one.
  await event(1).newId.click();
  await event(2).newId.click();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await setNetwork(page, 'Offline');
  await send.click();
  await expect(result(page, 'Queued')).toBeVisible();
  await page.getByRole('link', { name: /^Requests/ }).click();
}

const chip = (page: Page, state: string) =>
  page.getByRole('main').getByRole('listitem').getByText(state, { exact: true });

for (const colorScheme of ['light', 'dark'] as const)
  test(`six states are told apart by word and icon, without any colour: ${colorScheme}`, async ({
    page,
    openApp,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openApp('#/post/orders');
    await reachEveryState(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
    const shapes: (readonly boolean[])[] = [];
    for (const state of STATES) {
      await expect(chip(page, state)).toBeVisible();
      shapes.push(await shapeOf(chip(page, state).locator('svg')));
    }
    for (const [a, first] of shapes.entries())
      for (const [b, second] of shapes.slice(0, a).entries()) {
        const differing = first.filter((inked, place) => inked !== second[place]).length;
        expect(differing / first.length, `${STATES[a]} beside ${STATES[b]}`).toBeGreaterThan(0.08);
      }
  });

/** Where an icon has ink, pixel by pixel: what is farther from its ground than half of what its ink is. */
async function shapeOf(icon: Locator): Promise<readonly boolean[]> {
  const picture = (await icon.screenshot()).toString('base64');
  return icon.page().evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data = [] } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? {};
    const greys = Array.from({ length: data.length / 4 }, (_, place) => data[place * 4] ?? 0);
    const [ground = 0] = greys;
    const farthest = Math.max(...greys.map((grey) => Math.abs(grey - ground)));
    return greys.map((grey) => Math.abs(grey - ground) > farthest / 2);
  }, picture);
}

test('what is not settled has a dashed edge wherever it appears', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await reachEveryState(page);
  for (const state of STATES) {
    const edge = state === 'No reply' || state === 'Queued' ? 'dashed' : 'solid';
    await expect(chip(page, state), state).toHaveCSS('border-top-style', edge);
  }
});
