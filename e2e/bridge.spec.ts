// The bridge of npm start: another site, open in the same browser, neither reads nor writes through it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { startAnotherSite } from './another-site.ts';
import { attack, type Learned } from './bridge/attacks.ts';
import { SECRET, test } from './bridge/owner.ts';
import { buildFolder } from './build-once.ts';
import { launchOptions } from './find-browser.mjs';
import { expect } from './fixtures.ts';
import { startLocalServer } from './local-server.ts';

/** A name whose owner points it at this machine. */
const FOREIGN_NAME = 'evil.test';

test.use({
  launchOptions: {
    ...launchOptions(),
    args: [`--host-resolver-rules=MAP ${FOREIGN_NAME} 127.0.0.1`],
  },
  violates: /frame-ancestors/,
});

/** Where the page that attacks comes from, with its site at this port. */
const ORIGINS: Readonly<Record<string, (page: Page, port: number) => Promise<Page | Frame>>> = {
  'of another port': (page, port) => opened(page, `http://127.0.0.1:${port}/`),
  'of another name of this machine': (page, port) => opened(page, `http://localhost:${port}/`),
  'of a foreign name that points here': (page, port) => opened(page, `http://${FOREIGN_NAME}:${port}/`),
  'without an origin': async (page, port) => {
    await opened(page, `http://${FOREIGN_NAME}:${port}/`);
    await page.setContent('<iframe sandbox="allow-scripts allow-forms" srcdoc="<p>Here</p>"></iframe>');
    const sandboxed = page.frames()[1];
    if (sandboxed === undefined) throw new Error('The page has no frame.');
    await sandboxed.waitForLoadState();
    return sandboxed;
  },
};

async function opened(page: Page, url: string): Promise<Page> {
  await page.goto(url);
  return page;
}

for (const [origin, openAttacker] of Object.entries(ORIGINS)) {
  test(`a page ${origin} learns nothing and writes nothing`, async ({ page, owner, localServer }) => {
    const site = await startAnotherSite();
    const attacker = await openAttacker(page, site.port);
    for (const name of ['127.0.0.1', 'localhost', FOREIGN_NAME]) {
      const learned = await attack(attacker, localServer.url.replace('127.0.0.1', name));
      expect(Object.keys(learned).length).toBeGreaterThan(20);
      expect(somethingIn(learned)).toEqual([]);
    }
    await owner.expectNothingWritten();
    await site.stop();
  });
}

test('a page whose name is pointed here after it was opened is told off, and learns and writes nothing else', async ({
  page,
  openOwner,
}) => {
  const site = await startAnotherSite();
  const origin = `http://${FOREIGN_NAME}:${site.port}`;
  await page.goto(`${origin}/`);
  await site.stop();
  // From now on the page has the bridge for its own origin: no browser is in its way any more.
  const bridge = await startLocalServer(site.port);
  const owner = await openOwner(bridge.url);
  const learned = await attack(page, origin);
  const line = `This server answers only at ${bridge.url}, not as "${FOREIGN_NAME}:${site.port}". Nothing was written.\n`;
  expect(learned).toMatchObject({
    'a read': line,
    'a post as curl sends it': line,
    'taking a request': line,
  });
  expect(somethingIn(learned).filter(([, what]) => what !== line)).toEqual([]);
  await owner.expectNothingWritten();
  await bridge.stop();
});

test('a page of the app does the same, and gets its way', async ({ owner, localServer }) => {
  const names = ['a read', 'a read of everything', 'a post as curl sends it', 'acting as a tab'];
  const learned = await attack(owner.tab, localServer.url, names);
  expect(learned['a read']).toContain(SECRET);
  expect(learned['acting as a tab']).toMatch(/^[\w-]{40,}$/);
  await expect(owner.tab.getByRole('main').getByRole('link', { name: 'forged' })).toBeVisible();
});

function somethingIn(learned: Learned): readonly (readonly [string, string])[] {
  return Object.entries(learned).filter(([, what]) => what !== '');
}

test('a link of another site opens the app at a stream, and never what the store answers', async ({
  page,
  owner,
  localServer: { url },
}) => {
  const site = await startAnotherSite(
    `<a href="${url}/streams/secret">Stream</a> <a href="${url}/streams/secret?format=json">Feed</a>`,
  );
  const other = `http://localhost:${site.port}/`;
  await page.goto(other);
  await page.getByRole('link', { name: 'Stream' }).click();
  await expect(page).toHaveURL(`${url}/#/streams/secret`);
  await expect(page.getByRole('heading', { level: 1, name: 'secret' })).toBeVisible();
  await page.goto(other);
  await page.getByRole('link', { name: 'Feed' }).click();
  await expect(page.getByText('This server does not answer pages of other sites.')).toBeVisible();
  await owner.expectNothingWritten();
  await site.stop();
});

test('the app that npm run build makes has nothing of the bridge in it', async () => {
  const text = async (kind: 'local' | 'static') => {
    const files = await readdir(buildFolder(kind), { recursive: true, withFileTypes: true });
    const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    return (await Promise.all(names.map((name) => readFile(name, 'latin1')))).join('\n');
  };
  const [local, built] = [await text('local'), await text('static')];
  for (const mark of ['local-server', 'Tab-Token', 'EventSource']) {
    expect(local).toContain(mark);
    expect(built).not.toContain(mark);
  }
});
