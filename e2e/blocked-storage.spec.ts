// A browser that lets the page keep nothing, or only some of it: said in words, never with an empty page.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';
import { loadSample } from './sample.ts';

/** Where site data are blocked, looking at a storage throws. */
function blockStorages(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException(`Access to '${name}' is denied for this document.`, 'SecurityError');
        },
      });
  });
}

const REFUSALS: Readonly<Record<string, () => void>> = {
  'throws as it is asked to open': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'UnknownError');
    };
  },
  'answers nothing': () => {
    IDBFactory.prototype.open = () => null as unknown as IDBOpenDBRequest;
  },
  'fails without a reason': () => {
    IDBFactory.prototype.open = () => {
      const request = new EventTarget();
      setTimeout(() => request.dispatchEvent(new Event('error')));
      return request as IDBOpenDBRequest;
    };
  },
  'is null': () => Object.defineProperty(window, 'indexedDB', { value: null }),
  'is missing': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  'cannot be looked at': () =>
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    }),
};

for (const [how, refuse] of Object.entries(REFUSALS))
  test(`where site data are blocked and IndexedDB ${how}, each screen says why nothing opens`, async ({
    page,
    openApp,
  }) => {
    await blockStorages(page);
    await page.addInitScript(refuse);
    for (const screen of ['#/streams', '#/post/orders', '#/requests', '#/play', '#/lab', '#/settings']) {
      await openApp(screen);
      await page.reload();
      await expect(
        page.getByRole('heading', { level: 1, name: 'The store could not be opened' }),
      ).toBeVisible();
      await expect(page.getByText('The browser does not open the storage of this store')).toBeVisible();
    }
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

test('where only preferences cannot be kept, the app works and remembers them as long as the page lives', async ({
  page,
  openApp,
}) => {
  await blockStorages(page);
  await openApp('#/settings');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'System' }).check();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await setNetwork(page, 'Offline');
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();
});

const PARTS: Readonly<Record<string, () => void>> = {
  'have no channels': () => Reflect.deleteProperty(globalThis, 'BroadcastChannel'),
  'refuse channels': () => {
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new DOMException('Not here.', 'SecurityError');
      }
    } as unknown as typeof BroadcastChannel;
  },
  'refuse locks': () => {
    // Firefox begins with an empty page, which has none as it was not served securely.
    if (!('LockManager' in globalThis)) return;
    LockManager.prototype.request = () => Promise.reject(new DOMException('Not here.', 'SecurityError'));
    LockManager.prototype.query = () => Promise.reject(new DOMException('Not here.', 'SecurityError'));
  },
  'refuse to be asked': () => {
    for (const name of ['storage', 'locks', 'serviceWorker'])
      Object.defineProperty(Navigator.prototype, name, {
        get() {
          throw new DOMException('Not here.', 'SecurityError');
        },
      });
  },
};

for (const [what, takeAway] of Object.entries(PARTS))
  test(`tabs that ${what} send what waits, and show the settings`, async ({ page, openApp }) => {
    await page.addInitScript(takeAway);
    await openApp('#/post/orders');
    await setNetwork(page, 'Offline');
    await postForm(page).send.click();
    await expect(result(page, 'Queued')).toBeVisible();
    await setNetwork(page, 'Normal');
    await expect(result(page, 'Committed')).toBeVisible();
    await openApp('#/settings');
    await expect(page.getByRole('region', { name: 'This browser' })).toBeVisible();
  });

for (const odd of ['-', '-x', '.', '..', ' ', '#', '%', ':', 'a/b', '\u{1f600}', 'x'.repeat(1_000)])
  test(`in a store of the name ${JSON.stringify(odd.slice(0, 9))} what waits is sent`, async ({ page }) => {
    await page.goto(`/?store=${encodeURIComponent(odd)}#/post/orders`);
    await setNetwork(page, 'Offline');
    await postForm(page).send.click();
    await expect(result(page, 'Queued')).toBeVisible();
    await setNetwork(page, 'Normal');
    await expect(result(page, 'Committed')).toBeVisible();
  });

test('a name in the address that cannot be that of a store is refused in words', async ({ page }) => {
  await page.goto(`/?store=${'x'.repeat(1_001)}`);
  await expect(page.getByRole('heading', { level: 1, name: 'The store could not be opened' })).toBeVisible();
  await expect(page.getByText('not longer than 1000 characters')).toBeVisible();
});

/** Another tab that has the store open, and does not let go of it; it may ask for the deletion that it stands in the way of. */
async function holdStoreOpen(
  page: Page,
  name: string,
  asks: 'nothing' | 'deletion' = 'nothing',
): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto('/icon.svg');
  await other.evaluate(
    ([database, asked]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          // Firefox closes a connection that nothing holds.
          Object.assign(globalThis, { held: opening.result });
          if (asked === 'nothing') resolve();
          else indexedDB.deleteDatabase(database).onblocked = () => resolve();
        };
      }),
    [name, asks] as const,
  );
  return other;
}

test('a tab that another one keeps from the store says so within seconds, and goes on by itself', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp('#/streams');
  await loadSample(page);
  const other = await holdStoreOpen(page, storeName, 'deletion');
  const orders = page.getByRole('main').getByRole('link', { name: 'order-1042', exact: true });
  await orders.click();
  await expect(page.getByText('The browser keeps this store waiting').first()).toBeVisible();
  await other.close();
  await expect(page.getByText('This stream does not exist yet')).toBeVisible();
});

test('a store that another tab keeps from being deleted is said to go, and is gone, when that tab is closed', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp('#/streams');
  await loadSample(page);
  await openApp('#/settings');
  const other = await holdStoreOpen(page, storeName);
  const reset = page.getByRole('region', { name: 'Reset store' });
  await reset.getByRole('textbox').fill(storeName);
  await reset.getByRole('button', { name: 'Reset store' }).click();
  await expect(reset.getByText('The store is not deleted yet')).toBeVisible();
  await other.close();
  await reset.getByRole('button', { name: 'Reset store' }).click();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
});
