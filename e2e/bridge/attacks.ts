// What a page of another site would do to the bridge. It runs in that page.
import type { Frame, Page } from '@playwright/test';

/** What each attack learned, by its name; '' = nothing. */
export type Learned = Readonly<Record<string, string>>;

declare global {
  interface Window {
    /** Each resolves with what the page learned, or rejects when that is nothing. */
    attacks: Readonly<Record<string, () => Promise<string>>>;
  }
}

/** Tries everything at once, or what is named, from this page. `bridge` is its URL without a slash at the end. */
export async function attack(
  page: Page | Frame,
  bridge: string,
  names?: readonly string[],
): Promise<Learned> {
  await page.evaluate(defineAttacks, bridge);
  return page.evaluate(
    async (chosen) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(window.attacks)
            .filter(([name]) => chosen?.includes(name) ?? true)
            .map(async ([name, attempt]) => [name, await attempt().catch(() => '')] as const),
        ),
      ),
    names,
  );
}

function defineAttacks(bridge: string): void {
  // One event as the documents' own curl posts it; cut so that a form can say it, too.
  const [head, tail] = [
    '[{"eventId":"fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4","eventType":"Forged","data":"',
    '"}]',
  ];
  const forged = head + tail;
  const feed = `${bridge}/streams/secret?embed=body`;
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const json = { 'Content-Type': 'application/vnd.eventstore.events+json' };

  const ask = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).text();
  const post = (init: RequestInit = {}) =>
    ask(`${bridge}/streams/forged`, { method: 'POST', body: forged, ...init });
  const sentOn = (url: string) => `/sent-on?to=${encodeURIComponent(url)}`;

  function added<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Readonly<Record<string, string>>,
  ): HTMLElementTagNameMap[Name] {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    document.body.append(element);
    return element;
  }

  const loaded = (element: HTMLElement) =>
    new Promise<string>((resolve, reject) => {
      element.addEventListener('load', () => resolve('It is loaded.'));
      element.addEventListener('error', reject);
    });

  const shown = (frame: HTMLIFrameElement) =>
    loaded(frame).then(() => frame.contentDocument?.body.textContent ?? '');

  async function submitted(enctype: string): Promise<string> {
    const action = `${bridge}/streams/forged`;
    const target = `${enctype} ${bridge}`;
    const frame = added('iframe', { name: target });
    const page = added('form', { method: 'post', enctype, action, target });
    page.append(added('input', { name: head, value: tail }));
    const answered = shown(frame);
    page.submit();
    return answered;
  }

  window.attacks = {
    'a read': () => ask(feed),
    'a read of everything': () => ask(`${bridge}/streams/%24all`),
    'a read without CORS': () => ask(feed, { mode: 'no-cors' }),
    'a read as if for a page': () => ask(feed, { mode: 'no-cors', headers: { Accept: 'text/html' } }),
    'a read that is sent on': () => ask(sentOn(feed)),
    'a post as plain text': () => post(),
    'a post as curl sends it': () => post({ headers: form }),
    'a post without CORS': () => post({ headers: form, mode: 'no-cors' }),
    'a post that outlives its page': () => post({ headers: form, mode: 'no-cors', keepalive: true }),
    'a post after a preflight': () => post({ headers: { ...json, 'ES-ExpectedVersion': '-1' } }),
    'a post with credentials': () => post({ headers: json, credentials: 'include' }),
    'a post that is sent on': () =>
      ask(sentOn(`${bridge}/streams/forged`), { method: 'POST', body: forged, headers: form }),
    'a deletion': () => ask(`${bridge}/streams/secret`, { method: 'DELETE' }),
    'a beacon': async () => {
      navigator.sendBeacon(`${bridge}/streams/forged`, new Blob([forged], { type: form['Content-Type'] }));
      return '';
    },
    'a form of text': () => submitted('text/plain'),
    'a form of fields': () => submitted('application/x-www-form-urlencoded'),
    'a form of files': () => submitted('multipart/form-data'),
    'a script': () => loaded(added('script', { src: feed })),
    'a module': () => loaded(added('script', { src: feed, type: 'module' })),
    'a style sheet': () => loaded(added('link', { href: feed, rel: 'stylesheet' })),
    'a picture': () => loaded(added('img', { src: `${bridge}/icon.svg` })),
    'a frame': () => shown(added('iframe', { src: `${feed}&format=json` })),
    'acting as a tab': () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${bridge}/local-server/tab`);
        source.addEventListener('token', ({ data }: MessageEvent<string>) => resolve(data));
        source.addEventListener('error', reject);
      }),
    'taking a request': () => ask(`${bridge}/local-server/take`, { method: 'POST' }),
    'answering a request': () => ask(`${bridge}/local-server/answer`, { method: 'POST', body: forged }),
    'a web socket': () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${bridge.replace('http', 'ws')}/streams/secret`);
        socket.addEventListener('open', () => resolve('It is open.'));
        socket.addEventListener('error', reject);
      }),
  };
}
