// A disk without room: nothing of that append is written, the others are unharmed, and it goes on when there is room.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openLibraryPages } from './library-page.ts';

const MEGABYTE = 1024 * 1024;

/** Before the store is opened, since the browser asks for the room that is left only now and then. */
async function limitRoom(page: Page, origin: string, bytes: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  return async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin }));
}

/** Appends events of a megabyte that does not compress until one is refused; answers how many were written and why not more. */
function fill(
  page: Page,
): Promise<{ readonly written: number; readonly error: string; readonly message: string }> {
  return page.evaluate(async (size) => {
    const { store, library } = window;
    for (let written = 0; written < 60; written++) {
      const data = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(data.subarray(at, at + 65_536));
      try {
        await store.appendToStream('large', library.binaryEvent({ type: 'T', data }));
      } catch (error) {
        const { name, message } = error as Error;
        return { written, error: name, message };
      }
    }
    return { written: 60, error: 'none', message: '' };
  }, MEGABYTE);
}

test('without room an append is refused whole, small ones around it are written, all can be read and exported, and with room again it is written', async ({
  page: beside,
  context,
  storeName,
}) => {
  const tabs = await openLibraryPages(context, storeName);
  const giveRoom = await limitRoom(beside, tabs.origin, 12 * MEGABYTE);
  const page = await tabs.open();
  await page.evaluate(() =>
    window.store.appendToStream('small', window.library.jsonEvent({ type: 'T', data: { before: true } })),
  );
  const full = await fill(page);
  expect(full.error).toBe('StorageFullError');
  expect(full.message).toContain('Nothing was written');
  expect(full.written).toBeGreaterThan(0);

  const state = await page.evaluate(async () => {
    const { store } = window;
    const exported = (await new Response(store.exportEvents()).text()).trim().split('\n').length - 1;
    return {
      head: await store.headPosition(),
      version: (await store.describeStream('large')).version,
      exported,
    };
  });
  expect(state).toEqual({ head: full.written + 1, version: full.written - 1, exported: full.written + 1 });

  await giveRoom();
  const after = await page.evaluate(async () => {
    const { store, library } = window;
    const one = await store.appendToStream(
      'large',
      library.binaryEvent({ type: 'T', data: new Uint8Array(1024) }),
    );
    const two = await store.appendToStream('small', library.jsonEvent({ type: 'T', data: {} }), {
      expectedVersion: 0,
    });
    return [one.firstEventNumber, two.firstEventNumber];
  });
  expect(after).toEqual([full.written, 1]);
  await tabs.close();
});

test('the app says in words that no space is left and that nothing was written', async ({
  page,
  openApp,
  storeName,
  baseURL,
}) => {
  const giveRoom = await limitRoom(page, baseURL ?? '', MEGABYTE);
  await openApp('#/post/large');
  await page.getByRole('textbox', { name: 'Event type' }).fill('Photo');
  const text = await page.evaluate((size) => {
    const bytes = crypto.getRandomValues(new Uint8Array(49_152));
    const part = btoa(String.fromCharCode(...bytes));
    let all = '';
    while (all.length < size)
      all += part
        .split('')
        .sort(() => 0.5 - Math.random())
        .join('');
    return JSON.stringify({ photo: all });
  }, 1.2 * MEGABYTE);
  await page.getByRole('textbox', { name: 'Data (JSON)' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('The request could not be kept, so it was not sent')).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    main.getByText('No space is left for this app in this browser. Nothing was written.'),
  ).toBeVisible();
  await expect(main.getByRole('textbox', { name: 'Event type' })).toHaveValue('Photo');
  await giveRoom();
  await page.goto(`/?store=${storeName}#/streams`);
  await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeVisible();
});
