#!/usr/bin/env node
// @ts-check
// Tries every property of e2e/fuzz for a while, and says how many inputs that were.
// npm run fuzz -- [seconds for each property] [seed]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const [seconds = '30', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const file = join(folder, 'tried');
console.log(`Each property is tried for ${seconds} s. To repeat it: npm run fuzz -- ${seconds} ${seed}`);

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'unit*', 'e2e/fuzz'], {
  env: { ...process.env, FUZZ_SECONDS: seconds, FUZZ_SEED: seed, FUZZ_REPORT: file },
  stdio: 'inherit',
});

const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').sort() : [];
rmSync(folder, { recursive: true });
for (const line of lines) console.log(line);
const total = lines.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0);
console.log(
  `${total.toLocaleString('en')} inputs tried, ${status === 0 ? 'none' : 'at least one'} with a finding.`,
);
process.exitCode = status ?? 1;
