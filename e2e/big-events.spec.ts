// An event of a megabyte is an event like any other: shown to its end, plain, and copied to the last character.
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

const MEGABYTE = 1_000_000;

const BIG = {
  'one-text': JSON.stringify({ text: 'lorem ipsum '.repeat(MEGABYTE / 12), end: 'THE END' }),
  'many-members': `{${Array.from({ length: 40_000 }, (_, index) => `"member ${index}":${index}`).join(',')},"end":"THE END"}`,
  'many-lines': `[${'1,'.repeat(45_000)}"THE END"]`,
};

test('an event of a megabyte is shown and copied whole', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/settings');
  await importEvents(
    page,
    Object.entries(BIG).map(([stream, data]) => ({ stream, data })),
  );
  for (const [stream, data] of Object.entries(BIG)) {
    await test.step(stream, async () => {
      await openApp(`#/streams/${stream}`);
      await page.getByRole('button', { name: 'Show data of event 0' }).click();
      await expect(page.getByRole('group', { name: 'Data of event 0' })).toContainText('THE END');
      await page.getByRole('link', { name: 'Event 0' }).click();
      const detail = page.getByRole('complementary');
      await expect(detail.getByRole('group', { name: 'Data of event 0' })).toContainText('THE END');
      await detail.getByRole('button', { name: 'Copy data of event 0' }).click();
      await expect(page.getByRole('status')).toHaveText('Copied.');
      expect((await page.evaluate(() => navigator.clipboard.readText())) === data).toBe(true);
      await detail.getByRole('tab', { name: 'Atom XML' }).click();
      await expect(detail.getByRole('group', { name: 'Atom XML of event 0' })).toContainText('THE END');
      await detail.getByRole('link', { name: 'Post another like this' }).click();
      const field = page.getByRole('textbox', { name: 'Data (JSON)', exact: true });
      expect((await field.inputValue()) === data).toBe(true);
    });
  }
});

test('each part of an event can be copied, and all of it at once', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/settings');
  await importEvents(page, [{ stream: 'small', type: 'Weighed', data: '{"grams": 1.50}' }]);
  await openApp('#/streams/small/0');
  const detail = page.getByRole('complementary');
  for (const [button, text] of [
    ['Copy event number', /^0$/],
    ['Copy event type', /^Weighed$/],
    ['Copy event id', /^[\da-f-]{36}$/],
    ['Copy time, ISO 8601', /^2026-11-20T08:14:22\.377Z$/],
    ['Copy data of event 0', /^\{"grams": 1\.50\}$/],
    ['Copy event JSON', /"eventType": "Weighed"[\s\S]+"data": \{"grams": 1\.50\}/],
  ] as const) {
    await detail.getByRole('button', { name: button }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(text);
  }
});
