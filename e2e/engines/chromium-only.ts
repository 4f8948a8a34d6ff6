// What stays with Chromium, and why: it is the tests that need Chromium there, not the promise.

interface Left {
  /** The file, and the end of the title of one test of it; without one all of them stay. */
  readonly file: string;
  readonly title?: string;
  readonly because: string;
}

const CDP = 'only the DevTools protocol of Chromium can do it: ';
const AXE = 'axe looks at the page, which is the same in all engines';
const LESS_MOTION = 'Playwright cannot ask a Firefox of the system for less motion';
const DRAWN = 'only Chromium tells which text a style draws, where it comes from an attribute';
const DOWNLOAD = 'Playwright does not hear of a download in a Firefox of the system';
const ICON = 'Firefox asks for an icon beside the feed and calls its refusal an error of the page';
const HARD_RELOAD = `${CDP}reload past the service worker`;

export const CHROMIUM_ONLY: readonly Left[] = [
  { file: 'crash.spec.ts', because: `${CDP}crash a tab, and meet a browser again that was killed` },
  { file: 'torn-log.spec.ts', because: 'it is how Chromium stores, and nobody else' },
  { file: 'many-tabs.spec.ts', because: `${CDP}freeze a tab` },
  { file: 'lost-connection.spec.ts', because: `${CDP}close a database, suspend a tab, stop a worker` },
  { file: 'bridge.spec.ts', because: 'only Chromium can be told that a foreign name points here' },
  { file: 'subscriptions.spec.ts', because: `${CDP}crash and freeze a tab` },
  { file: 'storage-full.spec.ts', because: `${CDP}set how much room an origin has` },
  { file: 'small-disk.spec.ts', because: `${CDP}meet a browser again whose disk was full` },
  { file: 'states.spec.ts', because: `${CDP}take all colour away` },
  {
    file: 'service-worker.spec.ts',
    title: 'a hard reload is under control again without a second one',
    because: HARD_RELOAD,
  },
  {
    file: 'offline.spec.ts',
    title: 'a hard reload while its host is there takes nothing of that away',
    because: HARD_RELOAD,
  },
  {
    file: 'offline.spec.ts',
    title: "a hard reload shows the browser's own page, and a plain one brings everything back",
    because: HARD_RELOAD,
  },
  {
    file: 'offline.spec.ts',
    title: 'a second tab opens, and so does every screen by its address',
    because: ICON,
  },
  {
    file: 'content-policy.spec.ts',
    title: 'is a text, whichever field it came through',
    because: 'Playwright takes an answer that Firefox saves for a page that failed',
  },
  {
    file: 'palette.spec.ts',
    title: 'Export all goes to Settings and begins there',
    because: DOWNLOAD,
  },
  {
    file: 'palette.spec.ts',
    title: 'axe finds nothing in it at 380 px, in light and dark',
    because: 'it knows the sheet by its width, of which a scrollbar that Firefox shows takes a part',
  },
  {
    file: 'shortcuts.spec.ts',
    title: 'single keys are switched off for good and in all tabs; other keys and the list stay',
    because: 'a Firefox without windows leaves the focus in the tab that was opened last',
  },
  {
    file: 'shortcuts.spec.ts',
    title: 'keys are printed beside what they do, but not where there are none',
    because: 'Playwright cannot make the Firefox of the system a device without keys',
  },
  {
    file: 'live.spec.ts',
    title: 'an event that cannot be shown leaves the list and the header usable',
    because: 'Firefox grants no page that it may read the clipboard',
  },
  {
    file: 'offline.spec.ts',
    title: 'a device without a network is told so, and the app starts, reads and posts as before',
    because: 'elsewhere Playwright takes the network from the page and not from its service worker',
  },
  { file: 'accessible-lab.spec.ts', because: AXE },
  { file: 'accessible-overlays.spec.ts', because: AXE },
  { file: 'accessible-play.spec.ts', because: AXE },
  { file: 'accessible-results.spec.ts', because: AXE },
  { file: 'backup.spec.ts', because: DOWNLOAD },
  { file: 'motion.spec.ts', because: LESS_MOTION },
  {
    file: 'lab.spec.ts',
    title: 'with less motion Play all is quick, and nothing is animated',
    because: LESS_MOTION,
  },
  {
    file: 'big-events.spec.ts',
    title: 'an event of a megabyte is shown and copied whole',
    because: 'Firefox lets a page read the clipboard back only in the moments after a press',
  },
  {
    file: 'curl.spec.ts',
    title: 'the command of the first screen works when it is pasted',
    because: 'Firefox grants no page that it may read the clipboard',
  },
  {
    file: 'content-policy.spec.ts',
    title: 'never shows the app of npm start',
    because: 'it knows a refused frame by the address of Chromium’s own error page',
  },
  {
    file: 'content-policy.spec.ts',
    title: 'never shows the app once it works offline, whatever its host sends',
    because: 'Playwright tells only of Chromium what came from the service worker',
  },
  {
    file: 'service-worker.spec.ts',
    title: 'in the address bar shows the raw feed',
    because: ICON,
  },
  {
    file: 'play.spec.ts',
    title: 'a fold that came with a link runs only when a person says so',
    because: 'Playwright goes on listing the workers of a page in Firefox that was left',
  },
  {
    file: 'invisible.spec.ts',
    title:
      'a name with hidden characters shows their codes, in lists, headings, details and the title of the window',
    because: DRAWN,
  },
  {
    file: 'invisible.spec.ts',
    title: 'a name of nothing but spaces can be seen, and be told from another',
    because: DRAWN,
  },
  {
    file: 'invisible.spec.ts',
    title: 'what is selected and copied is the exact text',
    because:
      'Firefox itself makes plain spaces of no-break ones in what is selected; the buttons copy exactly',
  },
];

export const leftFiles = CHROMIUM_ONLY.flatMap(({ file, title }) => (title === undefined ? [file] : []));
export const leftTitles = CHROMIUM_ONLY.flatMap(({ title }) => title ?? []);
