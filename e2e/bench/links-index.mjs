#!/usr/bin/env node
// What the index of the system streams costs: the same records written with and without it, in turns, in one run.
import { chromium } from '@playwright/test';
import { launchOptions } from '../find-browser.mjs';

const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
await page.route('http://127.0.0.1/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
await page.goto('http://127.0.0.1/');
const ratios = await page.evaluate(measure);
await browser.close();
for (const [what, each] of Object.entries(ratios)) {
  const sorted = each.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(2);
  console.log(`${what}: with / without = ${at(0.5)} (median; p10 ${at(0.1)}, p90 ${at(0.9)})`);
}

/** Runs in the page. Each append writes one record, and as in the library, which remembers the next numbers, reads nothing. */
async function measure() {
  const ROUNDS = 15;
  const APPENDS = 100;
  const result = {
    'an awaited append of 1 event': /** @type {number[]} */ ([]),
    'an append of 200 events': /** @type {number[]} */ ([]),
  };
  const [plain, linked] = [await open('plain', false), await open('linked', true)];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [what, count] of /** @type {const} */ ([
      ['an awaited append of 1 event', 1],
      ['an append of 200 events', 200],
    ])) {
      const without = await timed(() => appendAll(plain, round, count));
      result[what].push((await timed(() => appendAll(linked, round, count))) / without);
    }
  }
  return result;

  /** @param {string} name @param {boolean} hasLinks @returns {Promise<{ db: IDBDatabase, hasLinks: boolean, next: number }>} */
  function open(name, hasLinks) {
    return new Promise((resolve) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        const commits = request.result.createObjectStore('commits', { keyPath: 'position' });
        commits.createIndex('stream', ['stream', 'first'], { unique: true });
        commits.createIndex('ids', 'idKeys', { unique: true, multiEntry: true });
        if (hasLinks) commits.createIndex('links', 'links', { unique: true, multiEntry: true });
      };
      request.onsuccess = () => resolve({ db: request.result, hasLinks, next: 0 });
    });
  }

  /** @param {() => Promise<void>} work */
  async function timed(work) {
    const started = performance.now();
    await work();
    return performance.now() - started;
  }

  /** @param {Awaited<ReturnType<typeof open>>} store @param {number} round @param {number} count */
  async function appendAll(store, round, count) {
    for (let n = 0; n < APPENDS; n++) await append(store, `order-${round}`, count);
  }

  /** @param {Awaited<ReturnType<typeof open>>} store @param {string} stream @param {number} count */
  function append(store, stream, count) {
    return new Promise((resolve, reject) => {
      const tx = store.db.transaction('commits', 'readwrite', { durability: 'relaxed' });
      const commits = tx.objectStore('commits');
      const position = store.next;
      const ids = Array.from({ length: count }, () => crypto.randomUUID());
      commits.add({
        position,
        stream,
        first: position,
        ids,
        data: ids.map(() => '{"total":148.90,"customer":"c-20931"}'),
        idKeys: ids.map(() => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER)),
        ...(store.hasLinks && { links: ['$ce-order', '$et-OrderPlaced'].map((name) => [name, position]) }),
      });
      tx.commit();
      store.next += count;
      tx.oncomplete = resolve;
      tx.onabort = reject;
    }).then(() => {});
  }
}
