// Builds the app before the tests, beside what a person may have built: for the local server, for a static host, and the
// library alone, for pages that tests write themselves.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export const LOCAL_MODE = 'local-server';

type BuildKind = 'local' | 'static' | 'library';

/** Where the builds are; known once the tests have begun. */
export function buildFolder(kind: BuildKind): string {
  const root = process.env.E2E_BUILDS;
  if (root === undefined) throw new Error('The app is built when Playwright starts, and has not been.');
  return join(root, kind);
}

// Playwright wants a default export here.
export default async function buildOnce(): Promise<() => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), 'event-store-e2e-'));
  process.env.E2E_BUILDS = root;
  const into = (kind: BuildKind) => ({ outDir: buildFolder(kind), emptyOutDir: true });
  await build({ mode: LOCAL_MODE, logLevel: 'warn', build: into('local') });
  await build({ logLevel: 'warn', build: into('static') });
  const lib = { entry: 'lib/index.ts', formats: ['es' as const], fileName: 'library' };
  await build({ configFile: false, logLevel: 'warn', publicDir: false, build: { ...into('library'), lib } });
  return () => rm(root, { recursive: true });
}
