// The built app with its service worker, and the library beside it: pages of one origin that share a store with the worker.
import { cp } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { buildFolder } from '../build-once.ts';
import { expect } from '../fixtures.ts';
import { type StaticHost, startStaticHost } from '../static-host.ts';

/** The store that the service worker answers from. */
export const WORKERS_STORE = 'event-store';

/** Serves it from `folder`, and resolves when the service worker is in control of `page`. */
export async function startSite(folder: string, page: Page): Promise<StaticHost> {
  for (const kind of ['static', 'library'] as const) await cp(buildFolder(kind), folder, { recursive: true });
  const host = await startStaticHost(folder);
  await page.goto(host.url);
  await expect(page.getByText('Works offline')).toBeVisible();
  return host;
}
