// Installs what the store is compared with, when that has not been done, or was for another lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const LOCK = join(BENCH, 'package-lock.json');
/** Holds the digest of the lock file that was installed. */
const INSTALLED = join(BENCH, 'node_modules/.installed');

/** @returns what npm said when it failed; undefined when all is there */
export function installAlternatives(report: (line: string) => void): string | undefined {
  const wanted = createHash('sha256').update(readFileSync(LOCK, 'utf8')).digest('hex');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return undefined;
  report('Installing what the store is compared with …');
  const { status, stderr } = runNpm('ci', '--prefix', BENCH, '--no-audit', '--no-fund', '--loglevel=error');
  if (status !== 0) return stderr.trim() || 'npm ci failed.';
  writeFileSync(INSTALLED, wanted);
  return undefined;
}

/** The npm that runs this, else the one that is found. */
function runNpm(...args: readonly string[]) {
  const own = process.env.npm_execpath;
  const [command, before] = own ? [process.execPath, [own]] : ['npm', []];
  return spawnSync(command, [...before, ...args], { encoding: 'utf8' });
}
