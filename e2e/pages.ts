// What a person does on the screens, in their words: fill the form, read what came of it.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The form that posts events. */
export function postForm(page: Page) {
  const form = page.getByRole('form', { name: 'Post event' });
  return {
    form,
    stream: form.getByRole('textbox', { name: 'Stream', exact: true }),
    expected: (name: string) =>
      form.getByRole('radiogroup', { name: 'Expected version' }).getByRole('radio', { name, exact: true }),
    exact: form.getByRole('textbox', { name: 'Exact version' }),
    another: form.getByRole('button', { name: 'Add another event' }),
    send: form.getByRole('button', { name: 'Send' }),
    event: (number: number) => eventFields(form.getByRole('region', { name: `Event ${number}` })),
  };
}

function eventFields(card: Locator) {
  return {
    card,
    type: card.getByRole('textbox', { name: 'Event type' }),
    id: card.getByRole('textbox', { name: 'Event id' }),
    newId: card.getByRole('button', { name: 'New id' }).first(),
    storeAssigns: card.getByRole('button', { name: 'Store assigns' }),
    data: card.getByRole('textbox', { name: 'Data (JSON)', exact: true }),
    metadata: card.getByRole('textbox', { name: 'Metadata (JSON)' }),
    openMetadata: () => card.locator('summary', { hasText: 'Metadata (JSON)' }).click(),
  };
}

/** What came of the request, under the form or on its own page. */
export function result(page: Page, outcome: string): Locator {
  return page.getByRole('region', { name: outcome, exact: true });
}

/** The attempts of the request that is shown, one an item. */
export function attempts(page: Page): Locator {
  return page.getByRole('list', { name: 'Attempts' }).getByRole('listitem');
}

/** The one place of the page where what happened is said. */
export function status(page: Page): Locator {
  return page.getByRole('status');
}

/** The event numbers of the feed page that is shown, newest first. */
export function eventNumbers(page: Page, stream: string): Locator {
  return page.getByRole('table', { name: `Events in ${stream}` }).getByRole('link');
}

/** Begins the stream that the form names with events of these types, in one request. */
export async function postMany(page: Page, types: readonly string[]): Promise<void> {
  const { event, another, send, expected } = postForm(page);
  await expect(expected('No stream')).toBeChecked();
  for (const [index, type] of types.entries()) {
    if (index > 0) await another.click();
    await event(index + 1).type.fill(type);
  }
  await send.click();
  await expect(result(page, 'Committed')).toContainText(types.length > 1 ? 'as events 0 to' : 'as event 0');
}
