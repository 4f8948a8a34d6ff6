// A browser that is killed while requests wait, or are on their way: opened again it sends them by itself, each once.
import type { Page } from '@playwright/test';
import { expect, test } from './faults/fixtures.ts';
import { KILLS, KILLS_TIMEOUT_MS, report } from './faults/runs.ts';
import { setNetwork } from './network.ts';
import { postForm } from './pages.ts';

/** A try that nobody answered is followed by another one after so long, at most. */
const NEXT_TRY_MS = 40_000;

/** Each starts two browsers, and may wait for the next try. */
const ROUNDS = Math.ceil(KILLS / 5) + 1;

const TYPES = ['OrderPlaced', 'OrderPaid', 'OrderPacked', 'OrderShipped'];

/** The network is off for the first request only; the others wait behind it. */
async function fillQueue(page: Page): Promise<void> {
  await setNetwork(page, 'Offline', 'next request only');
  const { event, send, exact } = postForm(page);
  for (const [place, type] of TYPES.entries()) {
    await event(1).type.fill(type);
    await send.click();
    await expect(exact).toHaveValue(String(place));
  }
}

test('what waits in a browser that is killed is sent by itself when the app is opened again, in order and once', async ({
  browserOnDisk: browser,
  baseURL,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const open = async (hash: string) => {
    const page = await (await browser.start()).newPage();
    await page.goto(`${baseURL}/?store=${storeName}#/${hash}`);
    return page;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const stream = `orders-${round}`;
    const page = await open(`post/${stream}`);
    await fillQueue(page);
    await page.getByRole('link', { name: `Requests ${TYPES.length}` }).click();
    // Every second time they are on their way.
    if (round % 2 === 1) await page.getByRole('button', { name: 'Retry all queued' }).click();
    await browser.kill();

    const again = await open('requests');
    const done = again.getByRole('button', { name: `Done ${TYPES.length * (round + 1)}` });
    await expect(done).toBeVisible({ timeout: NEXT_TRY_MS });
    await again.goto(`${baseURL}/?store=${storeName}#/streams/${stream}`);
    await expect(again.getByText(`${TYPES.length} events · version ${TYPES.length - 1}`)).toBeVisible();
    const table = again.getByRole('table', { name: `Events in ${stream}` });
    const rows = table.getByRole('row').filter({ has: again.getByRole('link') });
    await expect(rows).toHaveText(TYPES.toReversed().map((type) => new RegExp(type)));
    await browser.kill();
  }
  report({
    'kills while requests waited': ROUNDS,
    'requests sent by themselves after that': ROUNDS * TYPES.length,
  });
});
