// A file can delete and limit streams that are there: the check, the button and the result say which, and nothing comes before the button.
import type { Page } from '@playwright/test';
import { backupLines, fileOf, importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

const field = (page: Page) => page.getByLabel('Import file');
const streamsTold = (page: Page) =>
  page.getByRole('list', { name: 'Streams that were here before' }).getByRole('listitem');

function tombstoneLine(stream: string): string {
  const names = `"eventId":"${crypto.randomUUID()}","eventType":"$streamDeleted","dataBase64":""`;
  const place = `"stream":${JSON.stringify(stream)},"eventNumber":${Number.MAX_SAFE_INTEGER}`;
  return `{${names},${place},"created":"2026-11-20T08:14:22.377Z"}`;
}

const metadataLines = (streams: readonly string[], data: string) =>
  backupLines(streams.map((stream) => ({ stream: `$$${stream}`, type: '$metadata', data }))).slice(1);

test('a file that deletes and limits streams says so before, on the button and after', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await importEvents(
    page,
    ['a', 'a', '\u202eb', 'c'].map((stream) => ({ stream })),
  );
  const file = fileOf([
    tombstoneLine('a'),
    ...metadataLines(['\u202eb'], '{"$tb":9007199254740991}'),
    ...metadataLines(['c'], '{"$maxAge":1}'),
  ]);
  await field(page).setInputFiles(file);
  await expect(page.getByRole('status')).toHaveText(
    '3 events: 3 new, 0 already there. Deletes 1 stream for good. Limits 2 streams.',
  );
  await expect(streamsTold(page)).toHaveText([
    /^Deletes 1 stream for good: a$/,
    /^Limits 2 streams .+: .*b, c$/,
  ]);
  const button = page.getByRole('button', {
    name: 'Import, and delete 1 stream for good and limit 2 streams',
  });
  await expect(button).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await expect(page.getByText('4 events in 3 streams')).toBeVisible();

  await button.click();
  await expect(page.getByRole('status')).toHaveText(
    'Imported 3 events, 0 already there. Deleted 1 stream for good. Limited 2 streams.',
  );
  await expect(streamsTold(page)).toHaveText([
    /^Deleted 1 stream for good: a$/,
    /^Limited 2 streams .+: .*b, c$/,
  ]);

  await field(page).setInputFiles(file);
  await expect(page.getByRole('status')).toHaveText('3 events: 0 new, 3 already there. Nothing to import.');
  await expect(streamsTold(page)).toHaveCount(0);
});

test('Enter in a store with events does not delete, and of many streams some are named', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  const streams = Array.from({ length: 120 }, (_, n) => `s-${n}`);
  await importEvents(
    page,
    streams.map((stream) => ({ stream })),
  );
  await field(page).setInputFiles(fileOf(streams.map(tombstoneLine)));
  await expect(streamsTold(page)).toHaveText(
    'Deletes 120 streams for good: s-0, s-1, s-2, s-3, s-4 and 115 more',
  );
  await expect(
    page.getByRole('button', { name: 'Import, and delete 120 streams for good' }),
  ).not.toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('120 events in 120 streams')).toBeVisible();
});

test('what a file itself begins and deletes alarms nobody', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(page, [{ stream: 'mine' }]);
  const [, first = ''] = backupLines([{ stream: 'theirs' }]);
  await field(page).setInputFiles(
    fileOf([first, ...metadataLines(['theirs'], '{"$tb":1}'), tombstoneLine('theirs')]),
  );
  await page.getByRole('button', { name: 'Import 3 events' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 3 events, 0 already there.');
  await expect(streamsTold(page)).toHaveCount(0);
});
