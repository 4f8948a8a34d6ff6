// What stays with Chromium, and why: it is the tests that need Chromium there, not the promise.

interface Left {
  /** The file, and the title of one test of it; without one all of them stay. */
  readonly file: string;
  readonly title?: string;
  readonly because: string;
}

const CDP = 'only the DevTools protocol of Chromium can do it: ';
const AXE = 'axe looks at the page, which is the same in all engines';
const HARD_RELOAD = `${CDP}reload past the service worker`;

export const CHROMIUM_ONLY: readonly Left[] = [
  { file: 'crash.spec.ts', because: `${CDP}crash a tab, and meet a browser again that was killed` },
  { file: 'many-tabs.spec.ts', because: `${CDP}freeze a tab` },
  { file: 'subscriptions.spec.ts', because: `${CDP}crash and freeze a tab` },
  { file: 'storage-full.spec.ts', because: `${CDP}set how much room an origin has` },
  { file: 'states.spec.ts', because: `${CDP}take all colour away` },
  {
    file: 'service-worker.spec.ts',
    title: 'a hard reload is under control again without a second one',
    because: HARD_RELOAD,
  },
  { file: 'offline.spec.ts', title: 'a hard reload takes nothing of that away', because: HARD_RELOAD },
  {
    file: 'offline.spec.ts',
    title: 'a device without a network is told so, and the app starts, reads and posts as before',
    because: 'elsewhere Playwright takes the network from the page and not from its service worker',
  },
  { file: 'accessible-lab.spec.ts', because: AXE },
  { file: 'accessible-overlays.spec.ts', because: AXE },
  { file: 'accessible-play.spec.ts', because: AXE },
  { file: 'accessible-results.spec.ts', because: AXE },
  { file: 'backup.spec.ts', because: 'Playwright does not hear of a download in a Firefox of the system' },
];

export const leftFiles = CHROMIUM_ONLY.flatMap(({ file, title }) => (title === undefined ? [file] : []));
export const leftTitles = CHROMIUM_ONLY.flatMap(({ title }) => title ?? []);
