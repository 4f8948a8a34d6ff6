// When the events of a stream were written can be seen at a glance, and is said in words to those who do not see it.
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

test.use({ timezoneId: 'Asia/Tokyo' });

/** Two events a day, and forty late on 24 November: so late that in Tokyo it is the day after. */
const EVENTS = Array.from({ length: 118 }, (_, index) => ({
  stream: 'orders',
  created: new Date(
    index < 78
      ? Date.UTC(2026, 9, 16 + Math.floor(index / 2), 12)
      : Date.UTC(2026, 10, 24, 20, 0, index - 78),
  ).toISOString(),
}));

test('how many events there are, and when most were written, is said in words', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(page, EVENTS);
  for (const stream of ['orders', '$all']) {
    await openApp(`#/streams/${stream}`);
    await expect(
      page.getByRole('img', { name: 'Activity per day: 118 events, peak on 25 Nov 2026: 40' }),
    ).toBeVisible();
  }
  await openApp('#/settings');
  await page.getByRole('radio', { name: 'UTC' }).check();
  await openApp('#/streams/orders');
  await expect(
    page.getByRole('img', { name: 'Activity per day: 118 events, peak on 24 Nov 2026: 40' }),
  ).toBeVisible();
  await expect(page.getByText('per day, peak 40')).toBeVisible();
});

test('the picture follows the stream, and nothing moves when it comes or changes', async ({
  page,
  openApp,
  context,
}) => {
  await page.clock.setFixedTime('2026-11-24T12:00:30Z');
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const places = async () =>
    Promise.all(
      [
        page.getByRole('heading', { level: 1 }),
        page.getByRole('navigation', { name: 'Feed pages' }),
        page.getByRole('button', { name: 'More' }),
        page.getByRole('table', { name: /^Events in/ }),
      ].map((each) => each.boundingBox().then((box) => [box?.x, box?.y])),
    );
  await expect(page.getByRole('navigation', { name: 'Feed pages' })).toBeVisible();
  const before = await places();
  await expect(
    page.getByRole('img', { name: /^Activity per 6 hours: 118 events, peak .+: \d\d$/ }),
  ).toBeVisible();
  expect(await places()).toEqual(before);

  const other = await context.newPage();
  await other.clock.setFixedTime('2026-11-24T14:30:00Z');
  await openApp('#/post/order-1042', other);
  await other.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(
    page.getByRole('img', { name: /^Activity per 6 hours: 119 events, peak .+: \d\d$/ }),
  ).toBeVisible();
  expect(await places()).toEqual(before);
});

test('a long stream is not read to draw it', async ({ page, openApp }) => {
  await openApp('#/settings');
  const events = Array.from({ length: 3_000 }, (_, index) => ({
    stream: 'long',
    created: new Date(Date.UTC(2026, 10, 20) + index * 60_000).toISOString(),
  }));
  await importEvents(page, events);
  await page.addInitScript(() => {
    // Every record that leaves the database is counted.
    const counted = window as unknown as { records: number };
    counted.records = 0;
    const { getAll } = IDBObjectStore.prototype;
    const { getAll: getAllOfIndex } = IDBIndex.prototype;
    const count = (request: IDBRequest<unknown[]>) => {
      request.addEventListener('success', () => (counted.records += request.result.length));
      return request;
    };
    IDBObjectStore.prototype.getAll = function (...asked) {
      return count(getAll.apply(this, asked));
    };
    IDBIndex.prototype.getAll = function (...asked) {
      return count(getAllOfIndex.apply(this, asked));
    };
  });
  await openApp('#/streams/long');
  await page.reload();
  await expect(page.getByRole('img', { name: /^Activity per 6 hours: 3000 events/ })).toBeVisible();
  const records = await page.evaluate(() => (window as unknown as { records: number }).records);
  expect(records).toBeLessThan(1_500);
});

test('a small screen has no room for it', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await expect(page.getByText('118 events · version 117')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Activity/ })).toBeHidden();
});
