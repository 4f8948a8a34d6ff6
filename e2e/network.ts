// The network between the page and the store, as a person sets it.
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

export type NetworkWord = 'Normal' | 'Loses the reply' | 'Loses the request' | 'Slow' | 'Offline';

/** Sets the network from the header. A network that is off stays so until it is changed; other faults meet one request. */
export async function setNetwork(
  page: Page,
  word: NetworkWord,
  lasts: 'next request only' | 'until changed' = word === 'Offline' ? 'until changed' : 'next request only',
): Promise<void> {
  await page.getByRole('button', { name: /^Network:/ }).click();
  const menu = page.getByRole('dialog', { name: 'Network' });
  await menu.getByRole('radio', { name: word, exact: true }).check();
  if (word !== 'Normal')
    await menu.getByRole('checkbox', { name: 'Next request only' }).setChecked(lasts === 'next request only');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
}
