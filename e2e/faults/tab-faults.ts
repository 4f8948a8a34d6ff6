// What browsers do to tabs and service workers without asking them.
import type { Page } from '@playwright/test';

/** Ends the process of the tab in the middle of whatever it does. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {}); // The page that would answer is gone.
  await crashed;
}

/** Suspends a tab, as for a laptop that is closed; resolves with the way to wake it. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  };
}

/** Ends the service workers of a page's browser in the middle of whatever they do; the next request starts them anew. */
export async function workerStopper(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  return async () => void (await session.send('ServiceWorker.stopAllWorkers'));
}

/** Closes all databases of an origin under those who use them, and deletes them, as a browser that needs the space. */
export async function evict(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await session.detach();
}
