// Text that runs to the left stays in its place: keys before values, names where the sentence has them, on every screen.
import type { Locator, Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';

const STREAM = 'طلب-1042';
const TYPE = 'תשלום בוצע';
const at = (path = '') => `#/streams/${encodeURIComponent(STREAM)}${path}`;

const LEFT = [
  'اسم',
  'عبد الله',
  'שלום',
  'דנה לוי',
  'می\u200cخواهم',
  'order-مرحبا',
  'مرحبا 12',
  '(עברית)!',
  '٢٠٢٦',
  // Marks of direction that nothing ends, or that end nothing.
  '\u202eabc אב',
  '\u202dאב 12',
  '\u2067\u2067م',
  '\u2069\u202cשם',
];
const RIGHT = ['name', 'Straße 東京', '1', '-', '', '👩\u200d👩\u200d👧'];

/** JSON with texts that run to the left, to the right, or both; another one for each seed. */
function jsonOf(seed: number): string {
  let state = seed + 1;
  const random = (count: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % count;
  };
  const oneOf = (texts: readonly string[]) => texts[random(texts.length)] as string;
  const text = () => (random(3) > 0 ? oneOf(LEFT) : `${oneOf(RIGHT)}${oneOf(LEFT)}${oneOf(RIGHT)}`);
  const simple = () => [text(), text(), random(9_999), true, null, `${text()}, ${text()}`][random(6)];
  const members = Array.from({ length: 3 }, (_, place) => [
    `${text()}${place}`,
    random(3) > 0 ? simple() : Array.from({ length: 3 }, simple),
  ]);
  return JSON.stringify(Object.fromEntries(members));
}

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

async function importAll(page: Page): Promise<void> {
  await importEvents(
    page,
    SEEDS.map((seed) => ({ stream: STREAM, type: TYPE, data: jsonOf(seed) })),
  );
}

test('keys stand before their values, and tokens beside each other from left to right', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await importAll(page);
  await openApp(at());
  const rows = page.getByRole('table', { name: `Events in ${STREAM}` });
  for (const seed of SEEDS) {
    const row = rows
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: `Event ${seed}`, exact: true }) });
    await expectFromLeft(row.locator('.preview'), tokensOf(jsonOf(seed)), `row ${seed}`);
  }
  await page.getByRole('button', { name: 'Expand all' }).click();
  for (const seed of SEEDS) {
    const data = page.getByRole('group', { name: `Data of event ${seed}`, exact: true });
    await data.scrollIntoViewIfNeeded();
    await expect(data.locator('bdi').first()).toBeVisible(); // Until it comes near it is one text.
    await expectFromLeft(data.locator('code'), tokensOf(jsonOf(seed)), `data ${seed}`);
  }
  for (const seed of SEEDS.slice(0, 4)) {
    await openApp(at(`/${seed}`));
    const detail = page.getByRole('complementary');
    for (const tab of ['Data', 'Atom JSON']) {
      await detail.getByRole('tab', { name: tab, exact: true }).click();
      const view = detail.getByRole('group', { name: `${tab} of event ${seed}` }).locator('code');
      await expectFromLeft(view, tokensOf(jsonOf(seed)), `${tab} ${seed}`);
    }
    await detail.getByRole('tab', { name: 'Atom XML' }).click();
    await expect(detail.getByRole('group', { name: `Atom XML of event ${seed}` })).toContainText(TYPE);
    await expectApart(page);
  }
});

test('what was found keeps its place, also where the excerpt begins in a string', async ({
  page,
  openApp,
}) => {
  const data = JSON.stringify({ כותרת: `${'א'.repeat(60)} found`, שם: 'דנה', n: 7 });
  await openApp('#/settings');
  await importEvents(page, [{ stream: STREAM, type: TYPE, data }]);
  await openApp(at('/find/text/found'));
  const preview = page.getByRole('table').locator('.preview');
  await expect(preview.locator('mark')).toHaveText('found');
  await expectFromLeft(preview, ['found', '"שם"', ':', '"דנה"', ',', '"n"', ':', '7', '}'], 'found');
  await openApp(at(`/find/text/${encodeURIComponent('"דנ')}`));
  await expect(preview.locator('mark')).toHaveText('"דנ');
  await expectFromLeft(preview, ['"שם"', ':', '"דנה"', ',', '"n"', ':', '7', '}'], 'in a string');
});

test('the state of a fold and what changed in it keep their sides', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(
    page,
    ['אחד', 'שתיים'].map((text) => ({ stream: STREAM, type: TYPE, data: JSON.stringify({ ספירה: text }) })),
  );
  await openApp(`#/play/${encodeURIComponent(STREAM)}`);
  await page
    .getByRole('textbox', { name: 'Fold (JavaScript)' })
    .fill('const initial = () => ({});\nconst fold = (state, { data }) => ({ ...state, ...data });');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const state = page.getByRole('group', { name: 'State as of event 1' });
  await expectFromLeft(state.locator('code'), ['"ספירה"', ':', '"שתיים"', 'was', '"אחד"'], 'state');
});

test('names stay where their sentences have them, on every screen', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importAll(page);
  await openApp(`#/post/${encodeURIComponent(STREAM)}`);
  const { event, send, exact } = postForm(page);
  await expect(exact).toHaveValue('11');
  await event(1).type.fill(TYPE);
  await event(1).data.fill(jsonOf(99));
  for (const field of [postForm(page).stream, event(1).type])
    await expect(field).toHaveCSS('unicode-bidi', 'plaintext');
  await page.getByText('Request as curl').click();
  await expectFromLeft(
    page.getByRole('group', { name: 'Request as curl' }).locator('code'),
    tokensOf(jsonOf(99)),
    'curl',
  );
  await expectApart(page);
  await send.click();
  const committed = result(page, 'Committed');
  await expect(committed).toBeVisible();
  await expectFromLeft(committed, ['Written to', STREAM, 'as event 12'], 'result');
  await expectApart(page);
  const request = await committed.getByRole('link', { name: /^Request/ }).getAttribute('href');
  await send.click();
  await expect(committed).toContainText('as event 13');
  for (const hash of [
    '#/streams',
    at(),
    at('/3'),
    at('/metadata'),
    at(`/find/type/${encodeURIComponent(TYPE)}`),
    '#/streams/$all',
    '#/requests',
    request ?? '',
    '#/play',
    `#/play/${encodeURIComponent(STREAM)}`,
    '#/lab/race',
  ]) {
    await openApp(hash);
    if (hash !== '#/lab/race') await expect(page.getByText(STREAM).first()).toBeAttached();
    await expectApart(page);
  }
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: 'Search or jump' });
  await palette.getByRole('combobox').fill(STREAM.slice(0, 4));
  await expect(palette.getByRole('option', { name: STREAM }).first()).toBeVisible();
  await expectApart(page);
});

test('what is selected and copied is the exact text', async ({ page, openApp, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/settings');
  await importAll(page);
  await openApp(at('/3'));
  const detail = page.getByRole('complementary');
  await detail.getByRole('button', { name: 'Copy data of event 3' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(jsonOf(3));
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Event 3', exact: true }) });
  for (const [place, text] of [
    [row.locator('.preview'), jsonOf(3)],
    [
      detail.getByRole('group', { name: 'Data of event 3' }).locator('code'),
      JSON.stringify(JSON.parse(jsonOf(3)), null, 2),
    ],
    [page.locator('#stream-title'), STREAM],
  ] as const) {
    await place.evaluate((root) => getSelection()?.selectAllChildren(root));
    await page.keyboard.press('Control+C');
    expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe(text);
  }
});

function tokensOf(json: string): readonly string[] {
  return json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:]+/g) ?? [];
}

/** On each line of the screen the texts, which stand in the element in this order, go from left to right. */
async function expectFromLeft(element: Locator, texts: readonly string[], what: string): Promise<void> {
  await expect(element).toBeVisible();
  const places = await element.evaluate((root, wanted) => {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text);
    const all = nodes.map(({ data }) => data).join('');
    let from = 0;
    const placeOf = (offset: number) => {
      let left = offset;
      for (const node of nodes) {
        if (left < node.length) return { node, left };
        left -= node.length;
      }
      throw new Error(`no ${offset}`);
    };
    return wanted.map((text) => {
      const start = all.indexOf(text, from);
      if (start < 0) return { text, missing: true, left: 0, right: 0, top: 0 };
      from = start + text.length;
      const range = document.createRange();
      const first = placeOf(start);
      const last = placeOf(from - 1);
      range.setStart(first.node, first.left);
      range.setEnd(last.node, last.left + 1);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
      return {
        text,
        missing: false,
        left: Math.min(...boxes.map((box) => box.left)),
        right: Math.max(...boxes.map((box) => box.right)),
        top: Math.min(...boxes.map((box) => box.top)),
        lines: new Set(boxes.map((box) => Math.round(box.top / 12))).size,
      };
    });
  }, texts);
  expect(
    places.filter(({ missing }) => missing),
    `${what}: texts that are not there`,
  ).toEqual([]);
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    if (before === undefined || place.lines !== 1 || before.lines !== 1) continue;
    if (Math.abs(before.top - place.top) > 8) continue; // The next line.
    expect(place.left, `${what}: ${place.text} behind ${before.text}`).toBeGreaterThanOrEqual(
      before.right - 1,
    );
  }
}

/** Each text that runs to the left is alone in an isolate, or a block: nothing beside it can change sides. */
async function expectApart(page: Page): Promise<void> {
  const mixed = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement as Element;
      if (!/[\u0590-\u08ff]/.test(node.textContent ?? '')) continue;
      if (
        element.closest('script, style, textarea, .editor, option, .visually-hidden, [role=status]') !== null
      )
        continue;
      const isolate = element.closest('bdi:not([dir=ltr])');
      const text = isolate?.textContent ?? `${element.outerHTML}`;
      const isName = /^"(?:[^"\\]|\\.)*"?…?$|^[^":{}]+$/su.test(text);
      if (isolate === null || !isName) found.push(text.slice(0, 300));
    }
    return found;
  });
  expect(mixed, page.url()).toEqual([]);
}
