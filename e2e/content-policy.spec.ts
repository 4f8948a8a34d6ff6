// The app runs what came with it and nothing else: no text becomes code, no other site frames it or is asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';
import { allRoutes } from './routes.ts';
import { loadSample } from './sample.ts';

test('no screen asks for anything that the policy refuses, with the headers of npm start', async ({
  page,
  openApp,
}) => {
  test.slow();
  await openApp();
  await loadSample(page);
  for (const route of allRoutes('order-1042')) {
    await openApp(route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await openApp('#/play/order-1042/113');
  // The sandbox of the playground is a worker that compiles its engine, which its own policy allows.
  await expect(page.getByRole('group', { name: 'State as of event 113' })).toContainText('"events": 114');
});

test.describe('what a page would do whose text was taken for code', () => {
  test.use({ violates: /./ });

  const AS_CODE = [
    ...['eval', 'an inline script', 'an attribute that is code', 'HTML of a text', 'an inline style'],
    ...['a worker of a text', 'a worker of an event', 'WebAssembly', 'another base'],
  ];

  for (const name of AS_CODE) {
    test(`${name} is refused`, async ({ page, openApp }) => {
      await page.addInitScript(defineAttempts);
      await openApp();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await attempt(page, name)).toBe(false);
    });
  }

  test('and only the policy refuses it', async ({ page, openApp }) => {
    await page.addInitScript(defineAttempts);
    await page.route(/\/\?store=/, async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _policy, ...headers } = response.headers();
      const body = (await response.text()).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
      await route.fulfill({ response, headers, body });
    });
    for (const name of AS_CODE) {
      await openApp();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await attempt(page, name), name).toBe(true);
    }
  });

  for (const [name, directive] of [
    ['a request to another site', 'connect-src'],
    ['a picture of another site', 'img-src'],
    ['a frame', 'frame-src'],
    ['a form', 'form-action'],
  ] as const) {
    test(`${name} is refused`, async ({ page, openApp }) => {
      await page.addInitScript(defineAttempts);
      await openApp();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await refusedBy(page, name)).toBe(directive);
    });
  }
});

declare global {
  interface Window {
    attempts: Readonly<Record<string, () => unknown>>;
    ran?: boolean;
  }
}

/** Runs in the page. Each says whether it got its way, or throws. */
function defineAttempts(): void {
  const added = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    set: (element: HTMLElementTagNameMap[Name]) => void,
  ) => {
    const element = document.createElement(name);
    set(element);
    document.body.append(element);
    return element;
  };
  window.attempts = {
    eval: () => (Reflect.construct(Function, ['return true']) as () => unknown)(),
    'an inline script': () => {
      // A text node is no sink of Trusted Types in every engine; the policy for scripts refuses it in each.
      added('script', (script) => script.append('window.ran = true'));
      return window.ran === true;
    },
    'an attribute that is code': () => {
      document.body.setAttribute('onclick', 'window.ran = true');
      document.body.click();
      return window.ran === true;
    },
    'HTML of a text': () => {
      document.body.insertAdjacentHTML('beforeend', '<b></b>');
      return true;
    },
    'an inline style': () => {
      added('style', (style) => style.append('body { color: rgb(1, 2, 3) }'));
      return getComputedStyle(document.body).color === 'rgb(1, 2, 3)';
    },
    'a worker of a text': () => Boolean(new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))),
    'a worker of an event': () => Boolean(new Worker('streams/s/0?format=json')),
    'a request to another site': () => fetch('http://localhost:50009/'),
    'a picture of another site': () =>
      void added('img', (picture) => picture.setAttribute('src', 'http://localhost:50009/')),
    'a frame': () => void added('iframe', (frame) => frame.setAttribute('src', 'http://localhost:50009/')),
    'a form': () => void added('form', (form) => form.setAttribute('action', './')).submit(),
    'another base': () => {
      added('base', (base) => base.setAttribute('href', 'http://localhost:50009/'));
      return document.baseURI.startsWith('http://localhost:50009/');
    },
    WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  };
}

/** Whether the page gets its way. Asked by a timer, since the policy does not bind what the test itself runs. */
function attempt(page: Page, name: string): Promise<boolean> {
  return page.evaluate(async (asked) => {
    const outcome = new Promise<unknown>((resolve) => {
      setTimeout(() => {
        try {
          resolve(window.attempts[asked]?.());
        } catch {
          resolve(false);
        }
      });
    });
    return outcome.then(Boolean, () => false);
  }, name);
}

/** The directive that the browser reports. */
function refusedBy(page: Page, name: string): Promise<string> {
  const report = page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
      ),
  );
  return attempt(page, name).then(() => report);
}

test.describe('what an event holds, opened at its address,', () => {
  test.use({ serviceWorkers: 'allow' });

  const CODE = 'parent.document.title = document.title = "taken"; navigator.sendBeacon("streams/taken")';
  const HTML = `</title></data>]]>--><script>${CODE}</script><img src=x onerror='${CODE}'>`;
  const XHTML = `<script xmlns="http://www.w3.org/1999/xhtml">${CODE}</script>`;

  test('is a text, whichever field it came through', async ({ page, staticHost }) => {
    await page.goto(staticHost.url);
    await expect(page.getByText('Works offline')).toBeVisible();
    const { stream, event, send } = postForm(page);
    await page.goto(`${staticHost.url}#/post`);
    await stream.fill(HTML);
    await event(1).type.fill(HTML);
    await event(1).data.fill(JSON.stringify({ [HTML]: XHTML, xmlns: 'http://www.w3.org/1999/xhtml' }));
    await event(1).openMetadata();
    await event(1).metadata.fill(JSON.stringify([XHTML, HTML]));
    await send.click();
    await expect(result(page, 'Committed')).toBeVisible();

    const address = `${staticHost.url}streams/${encodeURIComponent(HTML)}`;
    for (const below of ['', '/0', '/0/forward/20', '/metadata']) {
      for (const query of [
        '?format=xml',
        '?format=atom',
        '?format=json',
        '?format=json&embed=pretty',
        '?format=xml&embed=content',
      ]) {
        await test.step(`${below}${query}`, async () => {
          const response = await page.goto(address + below + query);
          expect(response?.headers()['x-content-type-options']).toBe('nosniff');
          expect(await page.evaluate(() => window.origin)).toBe('null');
          await expect(page).not.toHaveTitle('taken');
        });
      }
    }
    await page.goto(`${staticHost.url}#/streams`);
    await expect(page.getByRole('main').getByRole('link', { name: HTML })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'taken', exact: true })).toBeHidden();
  });
});

/** A page of another site, on a port of its own. */
async function withOtherSite(html: string, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await work(`http://localhost:${(server.address() as AddressInfo).port}/`);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}

test.describe('a frame of another site', () => {
  test.use({ violates: /frame-ancestors/, serviceWorkers: 'allow' });

  test('never shows the app of npm start', async ({ page, baseURL }) => {
    await withOtherSite(`<iframe src="${baseURL}/"></iframe>`, async (url) => {
      await page.goto(url);
      await expect(page.frameLocator('iframe').getByRole('banner')).toHaveCount(0);
      await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    });
  });

  test('never shows the app once it works offline, whatever its host sends', async ({ page, staticHost }) => {
    await page.goto(staticHost.url);
    await expect(page.getByText('Works offline')).toBeVisible();
    const served = await page.reload();
    expect(served?.fromServiceWorker()).toBe(true);
    expect(served?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
