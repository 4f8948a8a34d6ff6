// Two tabs on one store: at the same expected version exactly one is written, and both see the same without a reload.
import type { Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, postMany, result } from './pages.ts';

const ROUNDS = 2;

const test = base.extend<{
  /** Opens a second tab beside the first, on the same store. */
  readonly openOther: (hash: string) => Promise<Page>;
}>({
  openOther: ({ context, openApp }, use) => use(async (hash) => openApp(hash, await context.newPage())),
});

test('two tabs send at the same expected version: each time one is committed and one is a conflict', async ({
  page,
  openApp,
  openOther,
  storeName,
}) => {
  test.slow();
  await openApp('#/post/race');
  await postMany(page, ['First', 'Second']);
  await page.getByRole('button', { name: 'Remove event 2' }).click();
  const tabs = [page, await openOther('#/post/race')] as const;
  const third = await openOther('#/settings');
  for (let version = 1; version <= ROUNDS; version += 1) {
    for (const tab of tabs) await postForm(tab).exact.fill(String(version));
    const letGo = await holdStore(third, storeName);
    for (const tab of tabs) {
      await postForm(tab).send.click();
      await expect(result(tab, 'Sending')).toBeVisible();
    }
    await letGo();
    const outcomes = await Promise.all(tabs.map(outcome));
    expect(outcomes.toSorted(), `both expected version ${version}`).toEqual(['Committed', 'Conflict']);
    const count = `${version + 2} events · version ${version + 1}`;
    for (const tab of tabs) await expect(tab.getByText(count)).toBeVisible();
  }
  for (const tab of tabs) {
    await tab.getByRole('link', { name: 'Open feed' }).first().click();
    await expect(eventNumbers(tab, 'race')).toHaveText(['3', '2', '1', '0']);
  }
});

/** The word for what came of the request that was sent last. */
async function outcome(tab: Page): Promise<string> {
  const card = tab.getByRole('region', { name: /^(Committed|Conflict|No reply|Rejected)$/ });
  return card.getByRole('heading').innerText();
}

/** Keeps the database busy, so that what tabs send meanwhile waits there and begins at once when it is let go. */
async function holdStore(tab: Page, name: string): Promise<() => Promise<void>> {
  const hold = await tab.evaluateHandle(async (store) => {
    const opening = indexedDB.open(store);
    await new Promise((resolve, reject) => Object.assign(opening, { onsuccess: resolve, onerror: reject }));
    const database = opening.result;
    const names = [...database.objectStoreNames];
    const held = database.transaction(names, 'readwrite').objectStore(names[0] ?? '');
    const state = { isOver: false };
    function wait(): void {
      held.count().onsuccess = () => (state.isOver ? database.close() : wait());
    }
    wait();
    return state;
  }, name);
  return () =>
    hold.evaluate((state) => {
      state.isOver = true;
    });
}

test('an event posted in one tab appears in the feed of the other, which was not touched', async ({
  page,
  openApp,
  openOther,
}) => {
  await openApp('#/streams/orders');
  await expect(page.getByRole('heading', { level: 1, name: 'orders' })).toBeVisible();
  const other = await openOther('#/post/orders');
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();
  await expect(eventNumbers(page, 'orders')).toHaveText(['0']);
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('a network that loses the reply in one tab is normal in the other', async ({
  page,
  openApp,
  openOther,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply', 'until changed');
  const other = await openOther('#/post/others');
  await expect(other.getByRole('button', { name: 'Network: normal' })).toBeVisible();
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();
});

test('both tabs retry the same request at once, and one event is in the feed', async ({
  page,
  openApp,
  openOther,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request');
  await postForm(page).send.click();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  const other = await openOther('#/requests');
  await other.getByRole('main').getByRole('link', { name: 'orders' }).click();
  const tabs = [page, other] as const;
  for (const tab of tabs) await expect(attempts(tab)).toHaveCount(1);
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Retry same request' }).click()));
  for (const tab of tabs) {
    await expect(attempts(tab)).toHaveCount(3);
    await expect(attempts(tab).filter({ hasText: 'Already committed' })).toHaveCount(1);
    await expect(attempts(tab).filter({ hasText: /(?<!Already c)Committed/ })).toHaveCount(1);
  }
  await page.getByRole('link', { name: 'Open feed' }).click();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});
