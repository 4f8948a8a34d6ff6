import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.mjs';

const machine = (env: Readonly<Record<string, string>>, ...files: readonly string[]) => ({
  env,
  exists: (path: string) => files.includes(path),
  ownPath: '/cache/browser',
});

const found = (path: string) => ({ executablePath: path, driver: 'playwright' });

test('CHROMIUM_PATH comes before every other browser', () => {
  const here = machine({ CHROMIUM_PATH: '/mine' }, '/mine', '/cache/browser', '/usr/bin/chromium');
  expect(findBrowser('chromium', here)).toEqual(found('/mine'));
});

test('a CHROMIUM_PATH that names no file is said, not passed over', () => {
  const here = machine({ CHROMIUM_PATH: '/mine' }, '/usr/bin/chromium');
  expect(() => findBrowser('chromium', here)).toThrow(
    'CHROMIUM_PATH names /mine, and there is no such file.',
  );
});

test("the system's browser without windows comes before the one with them", () => {
  const both = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];
  expect(findBrowser('chromium', machine({}, ...both))).toEqual(found('/usr/bin/chromium-headless-shell'));
});

test("Playwright's own download comes before Chrome, and Chrome before the system's Chromium", () => {
  const all = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/cache/browser'];
  const of = (...files: readonly string[]) => findBrowser('chromium', machine({}, ...files));
  expect(of(...all)).toEqual(found('/cache/browser'));
  expect(of(...all.slice(0, 2))).toEqual(found('/usr/bin/google-chrome'));
  expect(of(...all.slice(0, 1))).toEqual(found('/usr/bin/chromium'));
});

test("Playwright is told that the system's Firefox is not its own build", () => {
  const { FIREFOX_PATH, firefox } = { FIREFOX_PATH: '/mine', firefox: '/usr/bin/firefox-esr' };
  const ofTheSystem = (path: string) => ({ ...found(path), channel: 'moz-firefox' });
  expect(findBrowser('firefox', machine({}, firefox))).toEqual(ofTheSystem(firefox));
  expect(findBrowser('firefox', machine({ FIREFOX_PATH }, '/mine', firefox))).toEqual(ofTheSystem('/mine'));
  expect(findBrowser('firefox', machine({}, '/cache/browser', firefox))).toEqual(found('/cache/browser'));
});

test("the system's WebKit is driven by its own WebDriver, Playwright's by Playwright", () => {
  const [driver, xvfb] = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
  const ofTheSystem = { executablePath: driver, driver: 'webdriver' };
  expect(findBrowser('webkit', machine({}, driver, xvfb))).toEqual(ofTheSystem);
  expect(findBrowser('webkit', machine({ DISPLAY: ':0' }, driver))).toEqual(ofTheSystem);
  expect(findBrowser('webkit', machine({}, driver, '/cache/browser'))).toEqual(found('/cache/browser'));
});

test("the system's WebKit is of no use without any screen", () => {
  expect(findBrowser('webkit', machine({}, '/usr/bin/WebKitWebDriver'))).toBeUndefined();
});

test('an empty variable says that a browser is not to be used', () => {
  const here = machine({ FIREFOX_PATH: '' }, '/usr/bin/firefox', '/cache/browser');
  expect(findBrowser('firefox', here)).toBeUndefined();
});

test.each(['chromium', 'firefox', 'webkit'] as const)('a machine without %s has none', (engine) => {
  expect(findBrowser(engine, machine({}))).toBeUndefined();
});
