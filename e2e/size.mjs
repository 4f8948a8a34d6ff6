// @ts-check
// Fails when what a first visit loads has grown past its limits.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const KB = 1024;
const LIMITS = { JavaScript: 110 * KB, CSS: 12 * KB };

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], css?: string[] }} Chunk */

/**
 * The files that a first visit loads before anything is asked for: the scripts that the page names, the entries, what
 * they import statically, their styles.
 * @param {Record<string, Chunk>} manifest
 * @param {string} html
 * @returns {{ scripts: string[], styles: string[] }}
 */
export function initialFiles(manifest, html) {
  /** @type {Set<string>} */
  const chunks = new Set();
  /** @param {string} name */
  const add = (name) => {
    if (chunks.has(name)) return;
    chunks.add(name);
    manifest[name]?.imports?.forEach(add);
  };
  for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) add(name);
  const initial = [...chunks].flatMap((name) => manifest[name] ?? []);
  return {
    scripts: [...new Set([...namedIn(html), ...initial.map(({ file }) => file)])].filter(isScript),
    styles: [...new Set(initial.flatMap(({ css = [] }) => css))],
  };
}

/** @param {string} html */
function namedIn(html) {
  return [...html.matchAll(/<script\b[^>]*\bsrc="\.?\/?([^"]+)"/g)].map((match) => match[1] ?? '');
}

/** @param {string} file */
function isScript(file) {
  return file.endsWith('.js');
}

/**
 * @param {string} folder
 * @param {string[]} files
 */
function gzipped(folder, files) {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
}

async function main() {
  await build({ logLevel: 'warn' });
  const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
  const { scripts, styles } = initialFiles(manifest, readFileSync('dist/index.html', 'utf8'));
  const sizes = { JavaScript: gzipped('dist', scripts), CSS: gzipped('dist', styles) };
  for (const [what, size] of Object.entries(sizes)) {
    const limit = LIMITS[/** @type {keyof typeof LIMITS} */ (what)];
    const verdict = size <= limit ? 'within' : 'OVER';
    console.log(
      `Initial ${what}: ${(size / KB).toFixed(1)} KB gzip, ${verdict} its limit of ${limit / KB} KB (${files(what)})`,
    );
    if (size > limit || size === 0) process.exitCode = 1;
  }

  /** @param {string} what */
  function files(what) {
    const { length } = what === 'CSS' ? styles : scripts;
    return `${length} ${length === 1 ? 'file' : 'files'}`;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
