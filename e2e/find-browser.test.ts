import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.mjs';

const machine = (env: Readonly<Record<string, string>>, ...files: readonly string[]) => ({
  env,
  exists: (path: string) => files.includes(path),
  ownPath: '/cache/chrome',
});

test('CHROMIUM_PATH comes before every other browser', () => {
  const found = findBrowser(
    machine({ CHROMIUM_PATH: '/mine' }, '/mine', '/cache/chrome', '/usr/bin/chromium'),
  );
  expect(found).toEqual({ executablePath: '/mine' });
});

test('a CHROMIUM_PATH that names no file is said, not passed over', () => {
  expect(() => findBrowser(machine({ CHROMIUM_PATH: '/mine' }, '/usr/bin/chromium'))).toThrow(
    'CHROMIUM_PATH names /mine, and there is no such file.',
  );
});

test("the system's browser without windows comes before the one with them", () => {
  const both = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];
  expect(findBrowser(machine({}, ...both))).toEqual({ executablePath: '/usr/bin/chromium-headless-shell' });
});

test("Playwright's own download comes before Chrome, and Chrome before the system's Chromium", () => {
  const all = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/cache/chrome'];
  expect(findBrowser(machine({}, ...all))).toEqual({ executablePath: '/cache/chrome' });
  expect(findBrowser(machine({}, ...all.slice(0, 2)))).toEqual({ executablePath: '/usr/bin/google-chrome' });
  expect(findBrowser(machine({}, ...all.slice(0, 1)))).toEqual({ executablePath: '/usr/bin/chromium' });
});

test('a machine without a browser has none', () => {
  expect(findBrowser(machine({}))).toBeUndefined();
});
