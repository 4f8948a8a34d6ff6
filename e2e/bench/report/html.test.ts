import { expect, test } from 'vitest';
import { html } from './html.ts';
import { resultOf, rowOf } from './sample-rows.ts';

const row = rowOf({ raw: [400, 450, 500], 'ours-relaxed': [440, 450, 460], idb: [900, 900, 900] });

test('each row has a plot that says in words what it shows', () => {
  expect(html(resultOf([row]))).toContain(
    'aria-label="one awaited append, relaxed: raw IndexedDB 450 µs, ours, relaxed ×1.00, idb ×2.00"',
  );
});

test('it stands alone: no script, no address of anything else', () => {
  const page = html(resultOf([row], { growth: [{ title: 'A page', rows: [{ events: 1000, row }] }] }));
  expect(page).not.toMatch(/<script|<link|\bsrc=|url\(|https?:/);
});

test('what others wrote cannot become markup', () => {
  const wrongAnswers = new Map([['idb', ['<b>"no"</b> & never']]]);
  const page = html(resultOf([row], { wrongAnswers }));
  expect(page).toContain('&lt;b&gt;&quot;no&quot;&lt;/b&gt; &amp; never');
});

test('growth and the main thread are told when they were measured', () => {
  const figure = { title: 'import 100 MB', seconds: 12, longTasks: 3, longestMs: 81, blockedMs: 190 };
  const page = html(
    resultOf([], {
      mainThread: [figure],
      growth: [{ title: 'A page of 20', rows: [{ events: 1000, row }] }],
    }),
  );
  expect(page).toContain(
    'aria-label="A page of 20. raw IndexedDB: 450 µs at 1,000. ours, relaxed: 450 µs at 1,000"',
  );
  expect(page).toContain('<td>81 ms</td>');
  expect(html(resultOf([row]))).not.toContain('The main thread');
});

test('nothing undefined or not a number is drawn', () => {
  const seen = rowOf({ raw: [-20], 'ours-relaxed': [-5] }, { name: 'seen', compared: 'by itself' });
  expect(html(resultOf([row, seen, rowOf({ idb: [1] })]))).not.toMatch(/NaN|undefined|Infinity/);
});
