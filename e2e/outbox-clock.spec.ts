// The clock of the computer is set on and back: what waits keeps its order and its pauses.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { eventNumbers, postForm, result } from './pages.ts';

declare global {
  interface Window {
    /** How far the clock of this page was set on, in ms; kept through reloads. */
    clockOffsetMs: number;
    /** What was asked of timers and is out of their range. */
    oddTimers: unknown[];
  }
}

const HOUR_MS = 3_600_000;
const YEARS_MS = 10 * 365 * 24 * HOUR_MS;
/** The longest pause between two tries, with all its jitter. */
const LONGEST_PAUSE_S = 144;

/** The pages of this context get a clock that can be set; their timers go on as they are. */
async function giveSettableClock(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    window.clockOffsetMs = Number(sessionStorage.getItem('clock') ?? 0);
    window.oddTimers = [];
    const RealDate = Date;
    class SettableDate extends RealDate {
      constructor(...parts: unknown[]) {
        super(...((parts.length === 0 ? [SettableDate.now()] : parts) as [number]));
      }
      static override now(): number {
        return RealDate.now() + window.clockOffsetMs;
      }
    }
    window.Date = SettableDate as DateConstructor;
    for (const name of ['setTimeout', 'setInterval'] as const) {
      const real = window[name].bind(window) as (act: TimerHandler, ms?: number) => number;
      (window as unknown as Record<string, unknown>)[name] = (act: TimerHandler, ms = 0) => {
        if (!(ms >= 0 && ms < 2 ** 31)) window.oddTimers.push(ms);
        return real(act, ms);
      };
    }
  });
}

/** Sets the clock of the page this much away from the true time, as somebody who then looks at the page again. */
async function setClock(page: Page, offsetMs: number): Promise<void> {
  await page.evaluate((ms) => {
    window.clockOffsetMs = ms;
    sessionStorage.setItem('clock', String(ms));
    document.dispatchEvent(new Event('visibilitychange'));
  }, offsetMs);
}

/** The whole seconds of the countdown that is shown. */
async function secondsLeft(page: Page): Promise<number> {
  const countdown = page.getByText(/^next try in \d+ s$/).first();
  return Number(/\d+/.exec((await countdown.textContent()) ?? '')?.[0]);
}

const TYPES = ['OrderPlaced', 'OrderPaid', 'OrderShipped'];

for (const [says, stepMs] of [
  ['back by an hour', -HOUR_MS],
  ['back by years', -YEARS_MS],
  ['on by years', YEARS_MS],
] as const)
  test(`what waits goes out in the order of its posts, with the clock set ${says} before each`, async ({
    page,
    openApp,
  }) => {
    await giveSettableClock(page);
    await openApp('#/post/orders');
    await setNetwork(page, 'Offline');
    const { event, send } = postForm(page);
    for (const [index, type] of TYPES.entries()) {
      await setClock(page, index * stepMs);
      await event(1).type.fill(type);
      await send.click();
      const queued = index === 0 ? '1 request is queued.' : `${index + 1} requests are queued.`;
      await expect(page.getByText(`Network switched off here. ${queued}`)).toBeVisible();
    }
    await page.reload();
    await page.getByRole('link', { name: /^Requests/ }).click();
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText([
      /next try (in \d+ s|now)/,
      /Waits for \w{4}: same stream, in order\./,
      /Waits for \w{4}: same stream, in order\./,
    ]);
    await setNetwork(page, 'Normal');
    await expect(page.getByRole('button', { name: 'Done 3' })).toBeVisible();
    await openApp('#/streams/orders');
    await expect(eventNumbers(page, 'orders')).toHaveText(['2', '1', '0']);
    await expect(page.getByRole('table', { name: 'Events in orders' }).getByRole('row')).toHaveText([
      /Type/,
      ...TYPES.map((type, index) => new RegExp(`^${index}\\s*${type}`)).toReversed(),
    ]);
  });

for (const [says, offsetMs] of [
  ['back by an hour', -HOUR_MS],
  ['back by years', -YEARS_MS],
] as const)
  test(`the next try stays as near as it was when the clock is set ${says}, also after a reload`, async ({
    page,
    openApp,
  }) => {
    await giveSettableClock(page);
    await openApp('#/post/orders');
    await setNetwork(page, 'Loses the request', 'until changed');
    await postForm(page).send.click();
    await expect(result(page, 'No reply')).toContainText(/next try in \d+ s/);
    const before = await secondsLeft(page);
    await setClock(page, offsetMs);
    expect(await secondsLeft(page)).toBeLessThanOrEqual(before);
    await page.reload();
    await expect(result(page, 'No reply')).toContainText(/next try (in \d+ s|now)/);
    expect(await secondsLeft(page)).toBeLessThanOrEqual(LONGEST_PAUSE_S);
    await setNetwork(page, 'Normal');
    await expect(result(page, 'Committed')).toBeVisible({ timeout: 25_000 });
    expect(await page.evaluate(() => window.oddTimers)).toEqual([]);
  });

test('what was posted while the clock was years ahead is sent once it is back', async ({ page, openApp }) => {
  await giveSettableClock(page);
  await openApp('#/post/orders');
  await setClock(page, YEARS_MS);
  await setNetwork(page, 'Offline');
  await postForm(page).send.click();
  await expect(result(page, 'Queued')).toContainText(/next try in \d+ s/);
  await setClock(page, 0);
  await page.reload();
  await expect(result(page, 'Queued')).toContainText(/next try (in \d+ s|now)/);
  expect(await secondsLeft(page)).toBeLessThanOrEqual(LONGEST_PAUSE_S);
  await setNetwork(page, 'Normal');
  await expect(result(page, 'Committed')).toBeVisible();
  expect(await page.evaluate(() => window.oddTimers)).toEqual([]);
});
