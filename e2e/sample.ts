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
