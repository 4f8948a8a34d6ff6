// Builds the page of the bench, and the module of each contender that takes part.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { ContenderEntry } from '../contenders/list.ts';

const BENCH = fileURLToPath(new URL('..', import.meta.url));

export interface PageBuild {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildPage(contenders: readonly ContenderEntry[]): Promise<PageBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-bench-page-'));
  const modules = contenders.map(({ file }) => [moduleName(file), join(BENCH, 'contenders', `${file}.ts`)]);
  await build({
    configFile: false,
    root: BENCH,
    base: './',
    // The warnings are about the packages that are compared.
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      // The names in error messages are for people.
      minify: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rollupOptions: {
        input: {
          bench: join(BENCH, 'page/bench.ts'),
          'main-thread': join(BENCH, 'page/main-thread.ts'),
          ...Object.fromEntries(modules),
        },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Address of a contender's module, as the page imports it. */
export function moduleAddress({ file }: ContenderEntry): string {
  return `/${moduleName(file)}.js`;
}

function moduleName(file: string): string {
  return file.replace('/', '-');
}
