// Characters that cannot be seen, or that turn others round, are shown by their codes, wherever texts from outside are
// shown; they do no harm, and what is copied is the exact text.
import type { Locator, Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

const OVERRIDE = '\u202e';
const STREAM = `pay${OVERRIDE}ments\u202c-\u00a0\u200b1`;
const TYPE = `Paid\u2066\u2069\u{e0078}`;
/** As readers hear them. */
const STREAM_NAME =
  'pay [right-to-left override] ments [pop directional formatting] - [no-break space] [zero width space] 1';
const TYPE_NAME = 'Paid [left-to-right isolate] [pop directional isolate] [tag x]';
/** As they are spelled where only text can be. */
const spelled = (name: string) => name.replaceAll(' [', '[').replaceAll('] ', ']');

const at = (stream: string) => `#/streams/${encodeURIComponent(stream)}`;
const mark = (inside: Page | Locator, name = 'right-to-left override') =>
  inside.getByRole('img', { name: `[${name}]`, exact: true });

async function importOne(
  page: Page,
  stream = STREAM,
  data = JSON.stringify({ text: STREAM }),
): Promise<void> {
  await page.goto(page.url().replace(/#.*/, '#/settings'));
  await importEvents(page, [{ stream, type: TYPE, data }]);
}

test('a name with hidden characters shows their codes, in lists, headings, details and the title of the window', async ({
  page,
  openApp,
}) => {
  await openApp();
  await importOne(page);
  await openApp();
  await expect(mark(page.getByRole('table', { name: 'Streams' }))).toBeVisible();
  await page.getByRole('table', { name: 'Streams' }).getByRole('link', { name: STREAM_NAME }).click();
  await expect(page).toHaveTitle(`${spelled(STREAM_NAME)} · Event store`);
  const heading = page.getByRole('heading', { level: 1, name: STREAM_NAME });
  await expect(heading).toBeVisible();
  await expect(mark(heading)).toHaveAttribute('title', 'U+202E right-to-left override');
  expect(await shownCode(mark(heading))).toBe('U+202E');
  await expect(page.getByRole('cell', { name: TYPE_NAME })).toBeVisible();
  await expect(mark(page.getByRole('cell', { name: /^\{"text"/ }))).toBeVisible();
  await expect(page.getByRole('option', { name: spelled(TYPE_NAME) })).toBeAttached();
  await page.getByRole('link', { name: 'Event 0' }).click();
  const detail = page.getByRole('complementary');
  await expect(mark(detail.getByRole('group', { name: 'Data of event 0' }))).toBeVisible();
  await expect(detail.getByRole('link', { name: `$et-${TYPE_NAME}` })).toBeVisible();
  await detail.getByRole('tab', { name: 'Atom XML' }).click();
  await expect(mark(detail.getByRole('group', { name: 'Atom XML of event 0' })).first()).toBeVisible();
});

test('results, requests and dialogs show the codes too', async ({ page, openApp }) => {
  await openApp('#/post');
  const { stream, event, send } = postForm(page);
  await stream.fill(STREAM);
  await event(1).type.fill(TYPE);
  await send.click();
  await expect(mark(result(page, 'Committed'))).toBeVisible();
  await expect(page.getByRole('status')).toContainText(spelled(STREAM_NAME));
  await expect(mark(page.getByRole('complementary'))).toBeVisible();
  await setNetwork(page, 'Loses the request');
  await send.click();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: STREAM_NAME })).toBeVisible();
  await expect(mark(page.getByRole('tabpanel'), 'tag x')).toBeVisible();
  await openApp('#/requests');
  await expect(page.getByRole('main').getByRole('link', { name: STREAM_NAME })).toHaveCount(2);
  await openApp(at(STREAM));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Delete stream…' }).click();
  await expect(mark(page.getByRole('dialog', { name: `Delete ${STREAM_NAME}?` }))).toBeVisible();
});

test('marks of direction turn nothing round', async ({ page, openApp }) => {
  await openApp();
  await importOne(page);
  await openApp(`${at(STREAM)}/0`);
  const title = page.getByRole('heading', { name: /^pay/ });
  const data = page.getByRole('group', { name: 'Data of event 0' }).locator('code > span').nth(1);
  for (const text of [title, data]) {
    await expect(text).toBeVisible();
    const places = await lettersFromTheLeft(text, 'payments');
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
});

test('what is selected and copied is the exact text', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = ` two  spaces\u00a0\u3000\t${OVERRIDE} `;
  await openApp();
  await importOne(page, name, JSON.stringify({ text: STREAM }));
  await openApp(`${at(name)}/0`);
  const title = page.getByRole('heading', { name: /^\[space\] ?two/ });
  expect(await copied(page, title)).toBe(name);
  const code = page.getByRole('group', { name: 'Data of event 0' }).locator('code');
  expect(await copied(page, code)).toContain(JSON.stringify(STREAM));
  await page.getByRole('button', { name: 'Copy data of event 0' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await clipboard(page)).toBe(JSON.stringify({ text: STREAM }));
});

test('a name of nothing but spaces can be seen, and be told from another', async ({ page, openApp }) => {
  await openApp();
  await importOne(page, '   ');
  await importOne(page, '\u2003');
  await openApp();
  const list = page.getByRole('table', { name: 'Streams' });
  await expect(list.getByRole('link', { name: '[em space]' })).toBeVisible();
  await list.getByRole('link', { name: '[space ×3]' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('   ', { useInnerText: false });
  expect(await shownCode(mark(page.getByRole('heading', { level: 1 }), 'space ×3'))).toBe('U+0020 ×3');
});

test('letters of all scripts and emoji stay as they are', async ({ page, openApp }) => {
  const name = 'שלום مرحبا 東京 e\u0301 👨\u200d👩\u200d👧 \u2764\ufe0f';
  await openApp();
  await importOne(page, name, '{}');
  await openApp(at(name));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }).getByRole('img')).toHaveCount(0);
});

test('what the form hides in its fields is told below them', async ({ page, openApp }) => {
  await openApp('#/post');
  const { stream, event } = postForm(page);
  await stream.fill('orders\u200b');
  await expect(stream).toHaveAccessibleDescription(/Not all of it can be seen: U\+200B zero width space\.$/);
  await event(1).type.fill(`Order${OVERRIDE}Paid`);
  await expect(event(1).type).toHaveAccessibleDescription(/U\+202E right-to-left override/);
  await event(1).data.fill(`{"a": "b${OVERRIDE}"}`);
  await expect(event(1).card.getByText('Line 1, column 7: not all of this can be seen')).toBeVisible();
  await event(1).data.fill(`{"a":\u00a01}`);
  await expect(mark(event(1).card, 'no-break space')).toBeVisible();
});

test('a text made of hidden characters is shown without delay, and says that it is not marked to the end', async ({
  page,
  openApp,
}) => {
  await openApp();
  await importOne(page, 'flood', JSON.stringify(`a${OVERRIDE}`.repeat(100_000)));
  await openApp('#/streams/flood/0');
  await expect(page.getByText('Past the first 2000 characters that cannot be seen')).toBeVisible();
  await expect(mark(page.getByRole('group', { name: 'Data of event 0' }))).toHaveCount(2_000);
});

test('axe finds nothing where the codes are shown, and they fit a small phone', async ({ page, openApp }) => {
  await openApp();
  await importOne(page);
  for (const route of ['#/streams', `${at(STREAM)}/0`]) {
    await openApp(route);
    await expect(mark(page.getByRole('main')).first()).toBeVisible();
    await expectNoFindings(page, route);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
});

/** What stands in the frame; it is drawn, and no part of the text. */
function shownCode(unseen: Locator): Promise<string> {
  return unseen.evaluate((element) => JSON.parse(getComputedStyle(element, '::before').content));
}

/** Where on the screen the letters of a word begin, in the order of the text. */
function lettersFromTheLeft(element: Locator, word: string): Promise<number[]> {
  return element.evaluate((root, letters) => {
    const places: number[] = [];
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
      const text = node.textContent ?? '';
      for (let index = 0; index < text.length && places.length < letters.length; index++) {
        if (text[index] !== letters[places.length]) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        places.push(range.getBoundingClientRect().left);
      }
    }
    return places;
  }, word);
}

async function copied(page: Page, element: Locator): Promise<string> {
  await element.evaluate((root) => getSelection()?.selectAllChildren(root));
  await page.keyboard.press('Control+C');
  return clipboard(page);
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
