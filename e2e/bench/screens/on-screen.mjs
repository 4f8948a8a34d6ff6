// @ts-check
// What is done on the screens and timed there, and the backups that fill the stores.

/** @typedef {import('@playwright/test').Page} Page */

const PATIENCE_MS = 600_000;

/** @param {string} what @param {number} wanted @param {readonly number[]} times in ms; the first warms up */
export function print(what, wanted, times) {
  const sorted = times.slice(1).toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(0);
  console.log(`${what}: median ${at(0.5)} ms, p90 ${at(0.9)} ms; wanted below ${wanted} ms`);
}

/** A backup of events that are of so many streams in turn. @param {number} events @param {number} streams */
export function backup(events, streams) {
  const lines = Array.from({ length: events }, (_, n) => {
    const place = `"stream":"stream-${n % streams}","eventNumber":${Math.floor(n / streams)}`;
    const event = `"eventId":"${crypto.randomUUID()}","eventType":"Counted","data":{"n":${n}}`;
    return `{${event},${place},"created":"${new Date(1.79e12 + n * 1000).toISOString()}"}`;
  });
  const header = JSON.stringify({ format: 'offline-event-store', version: 1, events });
  const buffer = Buffer.from([header, ...lines, ''].join('\n'));
  return { name: 'events.ndjson', mimeType: 'application/x-ndjson', buffer };
}

/**
 * Imports a backup on the settings page. Resolves to the ms that the writing took.
 * @param {Page} page @param {ReturnType<typeof backup>} file
 */
export async function importOnScreen(page, file) {
  await page.evaluate(() => location.assign('#/settings'));
  await page.getByLabel('Import file').setInputFiles(file);
  const press = page.getByRole('button', { name: /^Import \d/ });
  await press.waitFor({ timeout: PATIENCE_MS });
  const has = 'Imported';
  return page.evaluate(timed, { press: (await press.textContent()) ?? '', until: '[role=status]', has });
}

/**
 * Posts again and again from the form, which counts the version on. The first round warms up.
 * @param {Page} page @param {number} rounds
 */
export async function sendAgain(page, rounds) {
  const times = [];
  await page.getByRole('button', { name: 'Send' }).waitFor();
  for (let round = 0; round <= rounds; round += 1) {
    const has = `as event ${round}.`;
    times.push(await page.evaluate(timed, { press: 'Send', until: '.outcome-head', has }));
    await page.waitForFunction(
      (version) =>
        document.querySelector('input[aria-label="Exact version"]')?.matches(`[value="${version}"]`),
      round,
    );
  }
  return times;
}

/** Resolves to what tells of the tasks of more than 50 ms since. @param {Page} page @returns {Promise<() => Promise<string>>} */
export async function watchTasks(page) {
  await page.evaluate(() => {
    const tasks = /** @type {number[]} */ ([]);
    Object.assign(window, { tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  return async () => {
    const tasks = await page.evaluate(() => /** @type {any} */ (window).tasks);
    return `${tasks.length} tasks past 50 ms, the longest ${Math.max(0, ...tasks).toFixed(0)} ms`;
  };
}

/** @param {Page} page @param {string} word */
export async function setNetwork(page, word) {
  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.getByRole('radio', { name: word, exact: true }).check();
  await page.keyboard.press('Escape');
}

/**
 * Runs in the page: presses what has this text, goes to this address or types this text, and waits for the frame in which
 * what is wanted has come.
 * @param {{ press?: string, hash?: string, type?: string, into?: string, until: string, has: string }} what `into` and `until`
 *   are selectors, `has` a text in the latter
 * @returns {Promise<number>} ms
 */
export async function timed({ press, hash, type, into, until, has }) {
  const pressed = [...document.querySelectorAll('a, button')].find((each) => each.textContent === press);
  const field = into === undefined ? null : document.querySelector(into);
  const started = performance.now();
  if (hash !== undefined) location.hash = hash;
  else if (field instanceof HTMLInputElement) {
    // As React sees what a person types.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, type);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  } else if (pressed instanceof HTMLElement) pressed.click();
  else throw new Error(`There is nothing to press that says ${press}, and no field ${into}.`);
  while (!document.querySelector(until)?.textContent?.includes(has)) await new Promise(requestAnimationFrame);
  return performance.now() - started;
}
