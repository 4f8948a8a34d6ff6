#!/usr/bin/env node
// Takes the pictures of the README: builds the app, drives it as a person would, and writes e2e/pictures/*.png.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { launchOptions } from './find-browser.mjs';

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 380, height: 760 };

const outDir = await mkdtemp(join(tmpdir(), 'pictures-'));
await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
const server = await preview({ logLevel: 'silent', build: { outDir }, preview: { port: 0 } });
const browser = await chromium.launch(launchOptions());
try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await takeAll(colorScheme);
  }
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}

/** @param {'light' | 'dark'} colorScheme */
async function takeAll(colorScheme) {
  const context = await browser.newContext({
    viewport: WIDE,
    colorScheme,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const address = server.httpServer.address();
  const port = typeof address === 'object' ? address?.port : address;
  /** @param {string} route */
  const open = (route) => page.goto(`http://127.0.0.1:${port}/${route}`);
  /** @param {string} name */
  const take = (name) => page.screenshot({ path: `e2e/pictures/${name}-${colorScheme}.png` });

  await open('#/streams');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByRole('link', { name: /^payments/ }).waitFor();
  await open('#/streams/order-1042/113');
  await page.getByRole('heading', { name: 'Event 113' }).waitFor();
  await take('stream');
  await page.setViewportSize(PHONE);
  await open('#/streams/order-1042');
  await page.getByRole('link', { name: 'Event 117' }).waitFor();
  await take('phone');
  await page.setViewportSize(WIDE);

  await open('#/post/newstream');
  await page.getByRole('button', { name: /^Network/ }).click();
  await page.getByRole('radio', { name: 'Loses the reply' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: 'Retry same request' }).waitFor();
  await take('composer');
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await page.getByText('Nothing new was written.').first().waitFor();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Request/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'What happened' }).waitFor();
  await page.getByText('reply lost').waitFor();
  await take('request');

  await open('#/lab/lost-reply');
  await page.getByRole('button', { name: 'Play all' }).click();
  await page.getByText('reply lost').waitFor();
  await page.getByRole('heading', { name: 'What you just saw' }).waitFor();
  await take('lab');
  await open('#/play/order-1042/113');
  await page.getByRole('heading', { name: /State/ }).first().waitFor();
  await take('play');
  await context.close();
}
