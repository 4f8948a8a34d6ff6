#!/usr/bin/env node
// @ts-check
// Injects every fault that the tests know, many times, and says how many that were and what was checked.
// npm run faults -- [kills in each test that kills] [seconds of many tabs] [seed]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SPECS = [
  'crash',
  'torn-log',
  'outbox-crash',
  'many-tabs',
  'storage-full',
  'upgrade',
  'lost-connection',
  'log-replaced',
];
const SMALL_DISK_MB = 96;
/** A file system of so many MB that nobody sees but what is started in it, and that is gone with it. No root is needed. */
const IN_SMALL_DISK = ['--user', '--map-root-user', '--mount', 'sh', '-c'];
const MOUNT = `mount -t tmpfs -o size=${SMALL_DISK_MB}m tmpfs "$0" && exec "$@"`;

const [kills = '25', seconds = '60', seed = String(Math.floor(Math.random() * 2 ** 31))] =
  process.argv.slice(2);
console.log(`${kills} kills in each test that kills, many tabs for ${seconds} s.`);
console.log(`With the same deeds, at other moments: npm run faults -- ${kills} ${seconds} ${seed}`);

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const disk = join(folder, 'small-disk');
mkdirSync(disk);
const file = join(folder, 'figures');
const env = {
  ...process.env,
  FAULT_KILLS: kills,
  FAULT_SECONDS: seconds,
  FAULT_SEED: seed,
  FAULT_REPORT: file,
  SMALL_DISK: disk,
};
const playwright = [createRequire(import.meta.url).resolve('@playwright/test/cli'), 'test'];
const how = ['-c', 'e2e/playwright.config.ts', '--reporter=list', '--workers=1'];

let passed = run(process.execPath, [...playwright, ...SPECS.map((name) => `/${name}.spec.ts`), ...how]);
const mounting = spawnSync('unshare', [...IN_SMALL_DISK, MOUNT, disk, 'true'], { encoding: 'utf8' });
if (mounting.status === 0) {
  const test = [process.execPath, ...playwright, '/small-disk.spec.ts', ...how];
  passed = run('unshare', [...IN_SMALL_DISK, MOUNT, disk, ...test]) && passed;
} else {
  const why = mounting.error?.message ?? mounting.stderr.trim();
  console.log(`The small file system was NOT tried: this machine lets nobody mount one (${why}).`);
}

const figures = new Map();
for (const line of existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []) {
  const [number, what] = line.split('\t');
  figures.set(what, (figures.get(what) ?? 0) + Number(number));
}
rmSync(folder, { recursive: true });
for (const [what, number] of figures) console.log(`${number.toLocaleString('en').padStart(9)}  ${what}`);
console.log(passed ? 'No finding.' : 'At least one finding: see the failed tests above.');
process.exitCode = passed ? 0 : 1;

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  return spawnSync(command, args, { env, stdio: 'inherit' }).status === 0;
}
