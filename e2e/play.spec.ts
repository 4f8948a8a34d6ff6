// A stream is folded into a state that is looked at as of any event; what folds it gets at nothing else.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { status } from './pages.ts';
import { loadSample, openListening, postFromOutside } from './sample.ts';

const code = (page: Page): Locator => page.getByRole('textbox', { name: 'Fold (JavaScript)' });
const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Event number' });
const place = (page: Page): Locator => page.getByRole('textbox', { name: 'Event number' });
const stateAsOf = (page: Page, event: number): Locator =>
  page.getByRole('group', { name: `State as of event ${event}`, exact: true });

async function run(page: Page, text: string): Promise<void> {
  await code(page).fill(text);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** The app with the sample data, at the fold of order-1042. */
async function openFold(page: Page, openApp: (hash?: string) => Promise<Page>, at = ''): Promise<void> {
  await openApp();
  await loadSample(page);
  await openApp(`#/play/order-1042${at}`);
}

test('from the menu of a stream its state is there, as of the last event', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Fold this stream' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'State of order-1042' })).toBeFocused();
  await expect(stateAsOf(page, 117)).toContainText('"events": 118, was 117');
  await expect(page.getByRole('region', { name: 'Event 117' })).toContainText('OrderClosed');
  await expect(status(page)).toHaveText(/^State as of event 117: .*changed/);
});

test('the slider, the buttons and the number lead to the state as of any event, and what it changed', async ({
  page,
  openApp,
}) => {
  await openFold(page, openApp);
  await slider(page).fill('113');
  await expect(stateAsOf(page, 113)).toContainText('"OrderShipped": 1 new');
  await expect(stateAsOf(page, 113)).toContainText('"station": "B-07" gone');
  await expect(page.getByText('1 changed, 6 new, 2 gone')).toBeVisible();
  await page.getByRole('button', { name: 'Next event' }).click();
  await expect(stateAsOf(page, 114)).toBeVisible();
  await page.getByRole('button', { name: 'Previous event' }).click();
  await page.getByRole('button', { name: 'Previous event' }).click();
  await expect(stateAsOf(page, 112)).toContainText('"OrderPacked": 1 new');
  await place(page).fill('0');
  await place(page).press('Enter');
  await expect(stateAsOf(page, 0)).toContainText('"events": 1, was 0');
  await expect(page.getByRole('button', { name: 'Previous event' })).toHaveAttribute('aria-disabled', 'true');
  await slider(page).press('ArrowRight');
  await expect(stateAsOf(page, 1)).toBeVisible();
  await place(page).fill('500');
  await place(page).press('Enter');
  await expect(place(page)).toHaveAccessibleDescription('The last event is 117');
});

test('each event leads to the state as of it, and its address opens the same again', async ({
  page,
  openApp,
}) => {
  await openFold(page, openApp);
  await openApp('#/streams/order-1042/113');
  await page.getByRole('link', { name: 'as of this event' }).click();
  await expect(stateAsOf(page, 113)).toBeVisible();
  await page.getByRole('button', { name: 'Previous event' }).click();
  await expect(page).toHaveURL(/#\/play\/order-1042\/112$/);
  await page.reload();
  await expect(stateAsOf(page, 112)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 113' })).toBeVisible();
});

test('it plays event after event, can be paused, and ends at the last', async ({ page, openApp }) => {
  await openFold(page, openApp, '/100');
  await page.getByRole('button', { name: 'Step through', exact: true }).click();
  await expect(stateAsOf(page, 102)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await slider(page).inputValue();
  await slider(page).fill('116');
  await expect(stateAsOf(page, 116)).toBeVisible();
  expect(Number(paused)).toBeLessThan(110);
  await page.getByRole('button', { name: 'Step through', exact: true }).click();
  await expect(stateAsOf(page, 117)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Step through', exact: true })).toBeVisible();
});

test('its speed is chosen by keys, and remembered', async ({ page, openApp }) => {
  await openFold(page, openApp, '/20');
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await speed.focus();
  await page.keyboard.press('End');
  await expect(speed).toHaveValue('16');
  await page.reload();
  await expect(speed).toHaveValue('16');
  await expect(stateAsOf(page, 20)).toBeVisible();
  await page.getByRole('button', { name: 'Step through', exact: true }).click();
  // At the usual speed it would take 58 seconds.
  await expect(stateAsOf(page, 117)).toBeVisible({ timeout: 40_000 });
});

test('on the way to a far event the states before it are shown', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await run(
    page,
    `const initial = () => ({ seen: -1 });
const fold = (state, event) => {
  for (let n = 0; n < 400_000; n++);
  return { seen: event.eventNumber };
};`,
  );
  const onTheWay = page.getByRole('group', { name: /^State as of event (?!117$)/ });
  const folded = page.getByRole('progressbar', { name: 'Folded' });
  await expect(onTheWay).toBeVisible();
  await expect(folded).toBeVisible();
  await expect(stateAsOf(page, 117)).toContainText(/"seen": 117.*was 116/);
  await expect(folded).toBeHidden();
});

test('the whole log is folded by position', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await openApp('#/play/$all/200');
  await expect(page.getByRole('group', { name: 'State as of position 200' })).toContainText('"events": 201');
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveValue('200');
});

test('events that come meanwhile can be gone to, and move nothing', async ({ page, request }) => {
  await openListening(page, '#/play/grows');
  await expect(page.getByRole('heading', { name: 'Nothing to fold in grows' })).toBeVisible();
  await postFromOutside(request, 'grows', [{ eventType: 'A', data: 1 }]);
  await expect(stateAsOf(page, 0)).toBeVisible();
  await postFromOutside(request, 'grows', [{ eventType: 'B', data: 2 }]);
  await expect(page.getByText('2 events · version 1')).toBeVisible();
  await expect(stateAsOf(page, 0)).toBeVisible();
  await page.getByRole('button', { name: 'Next event' }).click();
  await expect(stateAsOf(page, 1)).toContainText('"last": 2 was 1');
});

test('a fold that throws says at which event and in which line, and leads there', async ({
  page,
  openApp,
}) => {
  await openFold(page, openApp);
  await run(
    page,
    'const initial = 0;\nconst fold = (n, { eventNumber }) => {\n  if (eventNumber === 20) null.x;\n  return n + 1;\n};',
  );
  await expect(page.getByRole('heading', { name: 'The fold threw at event 20' })).toBeVisible();
  await expect(status(page)).toHaveText(/^The fold threw at event 20\. Line 3: TypeError/);
  await expect(code(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(code(page)).toHaveAccessibleDescription(/^Line 3: TypeError/);
  await page.getByRole('button', { name: 'Go to event 20' }).click();
  await expect(page.getByRole('region', { name: 'Event 20' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The fold threw at event 20' })).toBeFocused();
  await expect(stateAsOf(page, 19)).toContainText('20');
  await page.getByRole('button', { name: 'Previous event' }).click();
  await expect(page.getByRole('main').getByText('The fold threw')).toBeHidden();
});

test('a loop without an end is stopped, named, and meanwhile the page works', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await run(
    page,
    'const initial = 0; const fold = (n, { eventNumber }) => { while (eventNumber === 7); return n; };',
  );
  await page.getByText('What a state is').click();
  await expect(page.getByText('What JSON can keep')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The fold was stopped at event 7' })).toBeVisible();
  await expect(page.getByText(/^It was not done after 1 s\./)).toBeVisible();
  await run(page, 'const initial = 0; const fold = (n) => n + 1;');
  await expect(stateAsOf(page, 117)).toContainText('118');
});

test('a state that JSON cannot keep says what of it, and a text that is none says where', async ({
  page,
  openApp,
}) => {
  await openFold(page, openApp);
  await run(page, 'const initial = {}; const fold = () => ({ seen: new Map() });');
  await expect(page.getByText(/^state\.seen is a Map\. JSON has no such value/)).toBeVisible();
  await code(page).fill('const initial = 0;\nconst fold = ;');
  await code(page).press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'The fold could not be read' })).toBeVisible();
  await expect(code(page)).toHaveAccessibleDescription(/^Line 2: SyntaxError/);
  await expect(code(page)).toHaveValue('const initial = 0;\nconst fold = ;');
});

test('a long fold shows how far it is, is stopped, and goes on from there', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await run(page, 'const initial = 0; const fold = (n) => { for (let i = 0; i < 2e6; i++); return n + 1; };');
  await expect(page.getByRole('progressbar', { name: 'Folded' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
  await page.getByRole('button', { name: /^Go to event/ }).click();
  await expect(page.getByRole('group', { name: /^State as of event \d+$/ })).toBeVisible();
});

test('the fold of a stream is kept, and runs again only when it ran before', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await run(page, 'const initial = 0; const fold = (n) => n + 2;');
  await expect(stateAsOf(page, 117)).toContainText('236');
  await page.reload();
  await expect(stateAsOf(page, 117)).toContainText('236');
  await code(page).fill('const initial = 0; const fold = (n) => n + 3;');
  await expect(page.getByText('Changed since it ran.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Not run yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Run this fold' }).click();
  await expect(stateAsOf(page, 117)).toContainText('354');
  await openApp('#/play/payments');
  await expect(page.getByRole('group', { name: 'State as of event 239' })).toContainText('"events": 240');
});

test('an example takes the place of a text, runs, and can be undone', async ({ page, openApp }) => {
  await openFold(page, openApp);
  await run(page, 'const initial = 0; const fold = (n) => n + 2;');
  await page.getByRole('combobox', { name: 'Begin with' }).selectOption('Last five events, longest wait');
  await expect(stateAsOf(page, 117)).toContainText('"117 OrderClosed" new');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(code(page)).toHaveValue('const initial = 0; const fold = (n) => n + 2;');
  await expect(stateAsOf(page, 117)).toContainText('236');
});

test('a fold that came with a link runs only when a person says so', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFold(page, openApp, '/20');
  const text = 'const initial = 0; const fold = (n) => n + 2; // from a link ü';
  await run(page, text);
  await expect(stateAsOf(page, 20)).toContainText('42');
  await page.getByRole('button', { name: 'Copy link to this fold and event' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This fold came with the link' })).toBeVisible();
  await expect(code(page)).toHaveValue(text);
  await code(page).press('End');
  await code(page).pressSequentially('!');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This fold came with the link' })).toBeVisible();
  expect(page.workers()).toEqual([]);
  // Not even without its link, after a letter was changed.
  await openApp('#/play/order-1042');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Not run yet' })).toBeVisible();
  expect(page.workers()).toEqual([]);

  await page.goto(link);
  await page.getByRole('button', { name: 'Run this fold' }).click();
  await expect(stateAsOf(page, 20)).toContainText('42');
  await expect(page.getByRole('heading', { name: 'State as of event 20' })).toBeFocused();
  await expect(page).toHaveURL(/#\/play\/order-1042\/20$/);
});

test('a link that was cut says so', async ({ page, openApp }) => {
  await openFold(page, openApp, '/20/Y29uc3Q*');
  await expect(page.getByText('The fold of the link could not be read')).toBeVisible();
  await expect(stateAsOf(page, 20)).toContainText('"events": 21');
});

test('data that is not JSON, and numbers that are rounded, are told beside the event', async ({
  page,
  request,
}) => {
  await openListening(page, '#/streams');
  await postFromOutside(request, 'kinds', [{ eventType: 'A', data: 1 }]);
  const post = (body: string | Buffer, type: string) =>
    request.post('/streams/kinds', {
      headers: { 'Content-Type': type, 'ES-EventType': 'B', 'ES-EventId': crypto.randomUUID() },
      data: body,
    });
  expect((await post('{"n":9007199254740993}', 'application/json')).status()).toBe(201);
  expect((await post('plain words', 'application/octet-stream')).status()).toBe(201);
  expect((await post(Buffer.from([255, 254]), 'application/octet-stream')).status()).toBe(201);
  await page.goto('/#/play/kinds/1');
  await expect(page.getByText(/^9007199254740993 is beyond 2\^53/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Data of event 1' })).toContainText('9007199254740993');
  await expect(stateAsOf(page, 1)).toContainText('9007199254740992');
  await page.getByRole('button', { name: 'Next event' }).click();
  await expect(page.getByText('Its data is not JSON: the fold gets its text.')).toBeVisible();
  await expect(stateAsOf(page, 2)).toContainText('"last": "plain words"');
  await page.getByRole('button', { name: 'Next event' }).click();
  await expect(page.getByText('Its data is not JSON and not text: the fold gets null.')).toBeVisible();
  await expect(stateAsOf(page, 3)).toContainText('"last": null was "plain words"');
});

test('what was truncated is not folded, and what a scavenge took away is passed over', async ({
  page,
  openApp,
}) => {
  await openFold(page, openApp);
  await openApp('#/streams/order-1042/metadata');
  await page.getByRole('textbox', { name: /^Keep at most/ }).fill('50');
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(status(page)).toHaveText('Committed. Metadata version 0.');
  await openApp('#/play/order-1042');
  await expect(page.getByText('begins at event 68: those before it can no longer be read')).toBeVisible();
  await expect(stateAsOf(page, 117)).toContainText('"events": 50');
  await openApp('#/settings');
  await page.getByRole('button', { name: 'Free space…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Free space' }).click();
  await expect(status(page)).toHaveText(/of 68 hidden events/);
  await openApp('#/play/$all');
  await expect(page.getByRole('group', { name: /^State as of position/ })).toContainText(
    `"events": ${405 - 68}`,
  );
});

test('a stream with nothing to fold says why, and what to do', async ({ page, openApp }) => {
  await openFold(page, openApp);
  const nothing = (stream: string) => page.getByRole('heading', { name: `Nothing to fold in ${stream}` });
  await openApp('#/play/missing');
  await expect(nothing('missing')).toBeVisible();
  await expect(page.getByText('This stream does not exist yet.')).toBeVisible();
  for (const [button, confirm, says] of [
    ['Delete stream…', 'Delete', 'This stream is deleted. The next event posted will be event 118'],
    ['Tombstone stream…', 'Tombstone', 'This stream was permanently deleted'],
  ] as const) {
    const stream = confirm === 'Delete' ? 'order-1042' : 'payments';
    await openApp(`#/streams/${stream}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    if (confirm === 'Tombstone') await dialog.getByRole('textbox').fill(stream);
    await dialog.getByRole('button', { name: confirm }).click();
    await expect(dialog).toBeHidden();
    await openApp(`#/play/${stream}`);
    await expect(nothing(stream)).toBeVisible();
    await expect(page.getByText(says)).toBeVisible();
  }
});

test('the side bar leads to a choice of streams, and from a stream to its fold', async ({
  page,
  openApp,
}) => {
  const play = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'State' });
  await openApp();
  await play.click();
  await expect(page.getByText('There is no event in this store yet.')).toBeVisible();
  await openApp();
  await loadSample(page);
  await play.click();
  await expect(page.getByRole('heading', { level: 1, name: 'State' })).toBeFocused();
  await page.getByRole('searchbox', { name: 'Filter streams' }).fill('pay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'State of payments' })).toBeVisible();
  await openApp('#/streams/order-1042/113');
  await play.click();
  await expect(page.getByRole('heading', { level: 1, name: 'State of order-1042' })).toBeVisible();
});

test('on a phone the state and the fold are two tabs, and Run shows the state', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await openFold(page, openApp, '/113');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveCount(5);
  await expect(stateAsOf(page, 113)).toBeVisible();
  await page.getByRole('tab', { name: 'Fold' }).click();
  await run(page, 'const initial = 0; const fold = (n) => n + 1;');
  await expect(stateAsOf(page, 113)).toContainText('114');
});
