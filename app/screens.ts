// The screens that are loaded when they are first needed, or when the page has nothing else to do.
import { lazy } from 'react';
import { loadHandler } from './load-handler.ts';
import type { Route } from './router.ts';

const load = {
  stream: () => import('./features/stream/StreamScreen.tsx'),
  find: () => import('./features/find/FindPage.tsx'),
  metadata: () => import('./features/metadata/MetadataPage.tsx'),
  compose: () => import('./features/compose/ComposePage.tsx'),
  requests: () => import('./features/requests/RequestsPage.tsx'),
  request: () => import('./features/requests/RequestPage.tsx'),
  lab: () => import('./features/lab/LabPage.tsx'),
  scenario: () => import('./features/lab/ScenarioPage.tsx'),
  rival: () => import('./features/lab/race/RivalPage.tsx'),
  play: () => import('./features/play/PlayPage.tsx'),
  settings: () => import('./features/settings/SettingsPage.tsx'),
  palette: () => import('./features/palette/Palette.tsx'),
  shortcuts: () => import('./features/shortcuts/ShortcutsDialog.tsx'),
  unknown: () => import('./features/shell/UnknownPage.tsx'),
  notOpen: () => import('./features/shell/NotOpen.tsx'),
} as const;

export const StreamScreen = lazy(async () => ({ default: (await load.stream()).StreamScreen }));
export const FindPage = lazy(async () => ({ default: (await load.find()).FindPage }));
export const MetadataPage = lazy(async () => ({ default: (await load.metadata()).MetadataPage }));
export const ComposePage = lazy(async () => ({ default: (await load.compose()).ComposePage }));
export const RequestsPage = lazy(async () => ({ default: (await load.requests()).RequestsPage }));
export const RequestPage = lazy(async () => ({ default: (await load.request()).RequestPage }));
export const LabPage = lazy(async () => ({ default: (await load.lab()).LabPage }));
export const ScenarioPage = lazy(async () => ({ default: (await load.scenario()).ScenarioPage }));
export const RivalPage = lazy(async () => ({ default: (await load.rival()).RivalPage }));
export const PlayPage = lazy(async () => ({ default: (await load.play()).PlayPage }));
export const SettingsPage = lazy(async () => ({ default: (await load.settings()).SettingsPage }));
export const Palette = lazy(async () => ({ default: (await load.palette()).Palette }));
export const ShortcutsDialog = lazy(async () => ({ default: (await load.shortcuts()).ShortcutsDialog }));
export const UnknownPage = lazy(async () => ({ default: (await load.unknown()).UnknownPage }));
export const NotOpen = lazy(async () => ({ default: (await load.notOpen()).NotOpen }));

/** Begins to load the screen of a route while the store is opened. */
export function loadScreenOf({ kind }: Route): void {
  const screen = kind === 'event' ? 'stream' : kind === 'post' ? 'compose' : kind;
  // What fails here is tried again, and told, when the screen is shown.
  if (screen in load) load[screen as keyof typeof load]().catch(() => {});
}

const SOON_MS = 3_000;

/** Loads the other screens once the first is shown, one after the other while the page is idle, so that none is waited for later. */
export function loadScreensSoon(): void {
  setTimeout(async () => {
    for (const each of [...Object.values(load), loadHandler]) {
      await idle();
      // Without a network the screen says so itself when it is opened.
      await each().catch(() => {});
    }
  }, SOON_MS);
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 50);
  });
}
