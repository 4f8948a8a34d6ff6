// The tests that run in Node, in two projects: a process for each file costs more than most of them take.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestUserConfig } from 'vitest/node';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['lib', 'app', 'e2e'];
const STORES = 'fake-indexeddb';

/** `--project "unit*"` runs both. */
export function unitProjects(): readonly TestUserConfig[] {
  const files = FOLDERS.flatMap(testsIn);
  const opening = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(STORES));
  return [
    // In a process there is one IndexedDB, and names are taken in it.
    { name: 'unit-stores', environment: 'node', include: opening },
    {
      name: 'unit',
      environment: 'node',
      include: FOLDERS.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
      exclude: ['**/*.browser.test.ts', '**/node_modules/**', ...opening],
      pool: 'threads',
      isolate: false,
    },
  ];
}

/** Paths from the root, with `/`. */
function testsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => /(?<!\.browser)\.test\.tsx?$/.test(path) && !path.includes('node_modules'));
}
