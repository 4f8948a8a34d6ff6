// How many faults a test injects: a few in `npm test`, as many as it is told in `npm run faults`, which also counts.
import { appendFileSync } from 'node:fs';
import { test } from '@playwright/test';

/** How often a browser is killed, or an upgrade interrupted, in each test that does so. */
export const KILLS = Number(process.env.FAULT_KILLS || 3);
/** How long many tabs act at random. */
export const SECONDS = Number(process.env.FAULT_SECONDS || 5);
/** What the random moments and deeds are drawn from. */
export const SEED = Number(process.env.FAULT_SEED || 1);

/** For a test that kills: so that a busy machine is slow and not red. */
export const KILLS_TIMEOUT_MS = 60_000 + KILLS * 40_000;

/** The figures that `npm run faults` adds up. */
export function report(figures: Readonly<Record<string, number>>): void {
  const lines = Object.entries(figures).map(([what, number]) => `${number}\t${what}\n`);
  test.info().annotations.push({ type: 'figures', description: lines.join('') });
  const file = process.env.FAULT_REPORT;
  if (file !== undefined) appendFileSync(file, lines.join(''));
}

/** Draws whole numbers from 0 to below `below`, the same ones for the same seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
