// The Lab: each scenario runs in a stream of its own, step by step or hands-free, and ends with what was learnt.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';

const doStep = (page: Page, title: string) =>
  page.getByRole('button', { name: `Do this step: ${title}`, exact: true }).click();
const steps = (page: Page) => page.getByRole('list', { name: 'Steps' });
const learnt = (page: Page) => page.getByRole('region', { name: 'What you just saw' });
const feed = (page: Page, scenario: string) =>
  page.getByRole('list', { name: new RegExp(`^Events in lab-${scenario}-[0-9a-f]{4}$`) });

test('the gallery names eight scenarios and opens each', async ({ page, openApp }) => {
  await openApp('#/lab');
  const gallery = page.getByRole('list', { name: 'Scenarios' });
  await expect(gallery.getByRole('heading', { level: 2 })).toHaveText([
    'Lost reply',
    'Lost request',
    'Retry with Any',
    'Conflict',
    'Partial duplicate',
    'No event id',
    'Two-tab race',
    'Offline',
  ]);
  for (const name of await gallery.getByRole('link').allTextContents()) {
    await openApp('#/lab');
    await gallery.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  }
});

test('lost reply: four clicks from the app to one event, two attempts and no duplicate', async ({
  page,
  openApp,
}) => {
  await openApp();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lab' }).click();
  await page.getByRole('link', { name: 'Lost reply' }).click();
  await doStep(page, 'Send one event');
  await expect(page.getByRole('status')).toHaveText(/^No reply\. .*may or may not have been written/);
  await expect(page.getByText('reply lost')).toBeVisible();
  await expect(page.getByRole('img', { name: 'The reply is lost on the way' })).toBeVisible();
  await doStep(page, 'Retry the same request');
  await expect(page.getByRole('status')).toHaveText(/^Already committed\. Nothing new was written\./);
  await expect(page.getByText('Same id found at 0')).toBeVisible();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(feed(page, 'lost-reply').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText('2 attempts')).toBeVisible();
  await expect(page.getByText('0 duplicates')).toBeVisible();
  await expect(learnt(page)).toContainText('it is written once, however often it is sent.');
});

test('lost request: the same clicks end differently, and just as well', async ({ page, openApp }) => {
  await openApp('#/lab/lost-request');
  await doStep(page, 'Send one event');
  await expect(page.getByText('Never arrived')).toBeVisible();
  await expect(page.getByText('0 events', { exact: true })).toBeVisible();
  await doStep(page, 'Retry the same request');
  await expect(page.getByRole('status')).toHaveText(/^Committed\. Written to lab-lost-request-/);
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(learnt(page)).toContainText('the same retry is right for both');
});

test('retry with Any: found again, and why a server may not promise it', async ({ page, openApp }) => {
  await openApp('#/lab/retry-any');
  await doStep(page, 'Send one event with Any');
  await doStep(page, 'Retry the same request');
  await expect(page.getByRole('status')).toHaveText(/^Already committed\./);
  await expect(learnt(page)).toContainText('promises it only with an expected version');
});

test('conflict: five clicks to see what changed, rebase, and be written with the same id', async ({
  page,
  openApp,
}) => {
  await openApp();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lab' }).click();
  await page.getByRole('link', { name: 'Conflict' }).click();
  await doStep(page, 'Send one event');
  await expect(page.getByRole('status')).toHaveText(/^Conflict\. You expected version 1, the stream is at 4/);
  await expect(page.getByRole('img', { name: 'Somebody else writes to the store' })).toBeVisible();
  await expect(page.getByText('Somebody else wrote events 2 to 4')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Newer events' }).getByRole('link')).toHaveText([
    'OrderPaid',
    'OrderShipped',
    'OrderClosed',
  ]);
  await doStep(page, 'Rebase');
  await doStep(page, 'Send at version 4');
  await expect(page.getByRole('status')).toHaveText(/^Committed\. .* as event 5\.$/);
  const sent = page.getByRole('article');
  await expect(sent).toHaveCount(2);
  const idOf = (index: number) => sent.nth(index).locator('.sent code').textContent();
  expect(await idOf(1)).toBe(await idOf(0));
  await expect(learnt(page)).toBeVisible();
});

test('partial duplicate: three clicks to the evidence, one more to what is missing', async ({
  page,
  openApp,
}) => {
  await openApp();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lab' }).click();
  await page.getByRole('link', { name: 'Partial duplicate' }).click();
  await doStep(page, 'Send A, B and C');
  await expect(page.getByRole('status')).toHaveText(/^Partial duplicate\. The ids of 2 of 3 events/);
  const rows = page.getByRole('table', { name: 'Events of this request' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('found at 0');
  await expect(rows.nth(2)).toContainText('found at 1');
  await expect(rows.nth(3)).toContainText('not found');
  await expect(page.getByText('2 events · version 1')).toBeVisible();
  await doStep(page, 'Send only the missing event');
  await expect(page.getByText('3 events · version 2')).toBeVisible();
  await expect(learnt(page)).toContainText('written whole or not at all');
});

test('no event id: the store assigns one, and the retry finds it', async ({ page, openApp }) => {
  await openApp('#/lab/no-id');
  await doStep(page, 'Send one event without an id');
  await expect(steps(page).getByText('Id assigned')).toBeVisible();
  await expect(steps(page).getByText('Committed', { exact: true })).toBeVisible();
  await doStep(page, 'Retry the same request');
  await expect(page.getByText('Same id found at 0')).toBeVisible();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(learnt(page)).toContainText('safe to retry');
});

test('offline: the request waits in the queue, and is sent by itself when the network is back', async ({
  page,
  openApp,
}) => {
  await openApp('#/lab/offline');
  await expect(page.getByText('Network in this demo: offline')).toBeVisible();
  await doStep(page, 'Send one event');
  await expect(steps(page).getByText('Queued')).toBeVisible();
  await expect(page.getByText('0 events', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Requests', exact: true })).toBeVisible();
  const picture = page.getByRole('list', { name: 'What happened, in order' }).getByRole('listitem');
  await expect(picture.first()).toHaveText(/^Queued\s*nothing was sent yet$/);
  await doStep(page, 'Switch the network on again');
  await expect(steps(page).getByText('Committed', { exact: true })).toBeVisible();
  await expect(steps(page).getByText('Queued')).toBeVisible();
  await expect(picture.first()).toHaveText(/^Queued\s*waited .+ · nothing was sent$/);
  await expect(picture.nth(1)).toContainText('Attempt 1');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(learnt(page)).toContainText('not sent yet');
});

test('what a person sends when their network is back takes nothing of the Lab along', async ({
  page,
  openApp,
}) => {
  const setNetwork = async (word: string) => {
    await page.getByRole('button', { name: /^Network/ }).click();
    await page.getByRole('checkbox', { name: 'Next request only' }).setChecked(false);
    await page.getByRole('radio', { name: word }).check();
    await page.keyboard.press('Escape');
  };
  await openApp('#/lab/offline');
  await doStep(page, 'Send one event');
  await expect(steps(page).getByText('Queued')).toBeVisible();
  await setNetwork('Offline');
  await page.getByRole('link', { name: 'Post event' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Queued' })).toBeVisible();
  await setNetwork('Normal');
  await expect(page.getByRole('heading', { name: 'Committed' })).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#/lab/offline`);
  await expect(page.getByText('0 events', { exact: true })).toBeVisible();
  await doStep(page, 'Switch the network on again');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('nothing of the person’s changes: the network, the requests that need them, and each run has its stream', async ({
  page,
  openApp,
}) => {
  await openApp('#/lab/lost-reply');
  await page.getByRole('button', { name: /^Network/ }).click();
  await page.getByRole('radio', { name: 'Loses the request' }).check();
  await page.keyboard.press('Escape');
  const first = await feedName(page);
  await doStep(page, 'Send one event');
  await expect(steps(page).getByText('No reply')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Network: loses the request/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Requests', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('No events yet.')).toBeVisible();
  expect(await feedName(page)).not.toBe(first);
});

test('a run waits while one looks at its feed', async ({ page, openApp }) => {
  await openApp('#/lab/lost-reply');
  await doStep(page, 'Send one event');
  await expect(page.getByRole('button', { name: /Do this step: Retry/ })).toBeFocused();
  const name = await feedName(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await doStep(page, 'Retry the same request');
  await expect(learnt(page)).toBeVisible();
});

test('all steps are done with the Enter key alone', async ({ page, openApp }) => {
  await openApp('#/lab/lost-reply');
  await expect(page.getByRole('button', { name: /^Do this step/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Do this step: Retry the same request' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What you just saw' })).toBeFocused();
});

test('after a reset Enter does the first step, and not the reset again', async ({ page, openApp }) => {
  await openApp('#/lab/lost-reply');
  const first = page.getByRole('button', { name: 'Do this step: Send one event' });
  const ahead = [
    page.getByRole('button', { name: 'Do this step: Retry the same request' }),
    page.getByRole('heading', { name: 'What you just saw' }),
  ];
  for (const count of [0, 1, 2]) {
    await first.focus();
    for (const next of ahead.slice(0, count)) {
      await page.keyboard.press('Enter');
      await expect(next).toBeFocused();
    }
    await page.getByRole('button', { name: 'Reset' }).focus();
    await page.keyboard.press('Enter');
    await expect(first).toBeFocused();
  }
});

test('the streams that the Lab left are deleted on demand, and nothing else', async ({ page, openApp }) => {
  await openApp('#/post/lab-notes');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await openApp('#/lab/lost-reply');
  for (const _ of [1, 2]) {
    await doStep(page, 'Send one event');
    await expect(page.getByRole('button', { name: 'Do this step: Retry the same request' })).toBeVisible();
    await page.getByRole('button', { name: 'Reset' }).click();
  }
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await page.getByRole('button', { name: 'Delete Lab streams' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 Lab streams?' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('Deleted 2 Lab streams.');
  await expect(page.getByRole('button', { name: 'Delete Lab streams' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeFocused();

  await page.getByRole('link', { name: 'Requests', exact: true }).click();
  await expect(page.getByRole('button', { name: 'All 1' })).toBeVisible();
  await page.getByRole('link', { name: 'Streams', exact: true }).click();
  await expect(page.getByText(/^1 stream · /)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'lab-notes' })).toBeVisible();
});

test('Play all does the steps hands-free, and can be stopped and gone on with', async ({ page, openApp }) => {
  await openApp('#/lab/lost-reply');
  await page.getByRole('button', { name: 'Play all' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(steps(page).getByText('No reply')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Do this step: Retry/ })).toBeVisible();
  await page.getByRole('button', { name: 'Play all' }).click();
  await expect(learnt(page)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('status')).toHaveText(/^What you just saw: After No reply/);
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('with less motion Play all is quick, and nothing is animated', async ({ page, openApp }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const scenario of ['conflict', 'partial', 'no-id', 'retry-any']) {
    await openApp(`#/lab/${scenario}`);
    await page.getByRole('button', { name: 'Play all' }).click();
    await expect(learnt(page)).toBeVisible({ timeout: 4_000 });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  }
});

test('a paused feed takes nothing in, and shows everything when it is resumed', async ({ page, openApp }) => {
  await openApp('#/lab/retry-any');
  await page.getByRole('button', { name: 'Live on' }).click();
  await doStep(page, 'Send one event with Any');
  await expect(steps(page).getByText('Committed', { exact: true })).toBeVisible();
  await expect(page.getByText('No events yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Live paused' }).click();
  await expect(feed(page, 'retry-any').getByRole('listitem')).toHaveCount(1);
});

test('a seed gives the same streams and ids in a new browser', async ({ browser, baseURL, storeName }) => {
  async function run(): Promise<readonly (string | null)[]> {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`${baseURL}/?store=${storeName}&seed=42#/lab/no-id`);
    await doStep(page, 'Send one event without an id');
    await expect(steps(page).getByText('Id assigned')).toBeVisible();
    const seen = [
      await feedName(page),
      await page.getByRole('article').getAttribute('aria-label'),
      await feed(page, 'no-id').getByRole('link').getAttribute('href'),
    ];
    await context.close();
    return seen;
  }
  const first = await run();
  expect(await run()).toEqual(first);
});

test('an address of no scenario says so', async ({ page, openApp }) => {
  await openApp('#/lab/nonsense');
  await expect(page.getByRole('heading', { name: 'There is no such scenario' })).toBeVisible();
  await page.getByRole('link', { name: 'All scenarios' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeFocused();
});

/** The name of the run's stream. */
async function feedName(page: Page): Promise<string> {
  const name = page.getByRole('main').getByRole('link', { name: /^lab-.+-[0-9a-f]{4}$/ });
  return (await name.textContent()) ?? '';
}

test('every scenario fits a screen of 320 px from its first step to its last', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    window.open = () => null;
  });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await openApp('#/lab');
  const links = page.getByRole('list', { name: 'Scenarios' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  expect(await fits()).toBe(true);
  for (const name of await links.allTextContents()) {
    await openApp('#/lab');
    await links.filter({ hasText: name }).click();
    await page.getByRole('button', { name: 'Play all' }).click();
    await expect(learnt(page), name).toBeVisible();
    expect(await fits(), name).toBe(true);
  }
});
