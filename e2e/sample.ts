// Ways to fill a store before a test reads it.
import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Loads the sample data from the empty page. */
export async function loadSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByRole('status')).toHaveText('Loaded 404 events in 3 streams.');
}

/** Opens the default store, the one that answers what comes from outside the browser. */
export async function openListening(page: Page, hash: string): Promise<void> {
  const isListening = page.waitForResponse(/\/local-server\/tab$/);
  await page.goto(`/${hash}`);
  await isListening;
}

/** Posts events to the default store from outside the browser, in one request. */
export async function postFromOutside(
  request: APIRequestContext,
  stream: string,
  events: readonly { readonly eventType: string; readonly data: unknown }[],
): Promise<void> {
  const response = await request.post(`/streams/${encodeURIComponent(stream)}`, {
    headers: { 'Content-Type': 'application/vnd.eventstore.events+json' },
    data: JSON.stringify(events.map((event) => ({ eventId: crypto.randomUUID(), ...event }))),
  });
  expect(response.status()).toBe(201);
}

/** Lets nobody read or write the store until the answer is called, so that what takes a moment can be seen and stopped. */
export async function holdStore(page: Page, storeName: string, site = '/'): Promise<() => Promise<void>> {
  const holder = await page.context().newPage();
  await holder.goto(`${site}icon.svg`);
  await holder.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const commits = database.transaction('commits', 'readwrite').objectStore('commits');
    // A transaction lives as long as each answer asks again.
    const askAgain = () => {
      commits.get(0).onsuccess = askAgain;
    };
    await new Promise<void>((held) => {
      commits.get(0).onsuccess = () => {
        held();
        askAgain();
      };
    });
  }, storeName);
  return () => holder.close();
}

/** Another tab holds the store as an old version of the app would: it does not let go when asked to. */
export async function holdOldVersion(page: Page, storeName: string): Promise<() => Promise<void>> {
  const holder = await page.context().newPage();
  await holder.goto('/icon.svg');
  await holder.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          indexedDB.deleteDatabase(name);
          resolve();
        };
      }),
    storeName,
  );
  return () => holder.close();
}
