// The report as one page that needs nothing else: it can be kept, sent and printed.
import { readFileSync } from 'node:fs';
import { contenderNamed, isOurs } from '../contenders/list.ts';
import type { Row } from '../rows/row.ts';
import { growthPlot } from './growth-plot.ts';
import { Markup, markup } from './markup.ts';
import { rowPlot } from './row-plot.ts';
import { conditions, type RunResult, titleOf } from './run-result.ts';
import { cellOf, takingPart } from './table.ts';
import { targetsTable } from './targets-table.ts';
import { notes } from './text.ts';
import { wideTable } from './wide-table.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

export function html(result: RunResult): string {
  const { rows, growth, mainThread } = result;
  const page = markup`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Event store benchmark</title>
<style>${new Markup(read('../../../app/ui/tokens.css'))}${new Markup(read('report.css'))}</style>
<h1>Event store benchmark</h1>
<p class="quiet">${conditions(result)}</p>
${rows.length > 0 ? markup`${LEGEND}${sections(result)}` : undefined}
${
  growth.length > 0
    ? markup`<h2>As more is stored</h2>
<p>Both axes are logarithmic: a flat line means that it costs the same however much is stored.</p>
<div class="cards">${growth.map((line) => markup`<figure class="card"><h3>${line.title}</h3>${growthPlot(line)}</figure>`)}</div>`
    : undefined
}
${mainThread.length > 0 ? mainThreadSection(result) : undefined}
${rows.length > 0 ? markup`<h2>Targets</h2>${targetsTable(rows)}<h2>All figures</h2>${figures(result)}${notes(result).map((note) => markup`<p class="quiet">${note}</p>`)}` : undefined}
</html>
`;
  return page.text;
}

const LEGEND = markup`<ul class="legend" aria-label="How to read the plots">
<li class="is-ours"><svg width="28" height="12" aria-hidden="true"><line class="spread" x1="3" x2="25" y1="6" y2="6"/><circle class="median" cx="12" cy="6" r="4"/></svg>median, with where most samples lie (p10 to p90)</li>
<li><svg width="12" height="14" aria-hidden="true"><line class="raw" x1="6" x2="6" y1="0" y2="14"/></svg>raw IndexedDB</li>
<li><svg width="12" height="14" aria-hidden="true"><path class="target" d="M6 0v14"/></svg>target of this store</li>
<li class="is-ours"><svg width="12" height="12" aria-hidden="true"><circle class="beside" cx="6" cy="6" r="3.5"/></svg>what it is compared with, where that is not raw IndexedDB</li>
<li>Less is better; the axes are logarithmic.</li>
</ul>`;

const SECTIONS: readonly { readonly title: string; readonly has: RegExp }[] = [
  { title: 'Appending', has: /^(append|ten-writers|at-once)/ },
  { title: 'Retrying', has: /^retry/ },
  { title: 'Reading', has: /^(forwards|last-page|all|open)/ },
  { title: 'Two tabs', has: /^(two-tabs|seen)/ },
  { title: 'Size', has: /^(disk|heap)/ },
  { title: 'Over HTTP', has: /^http/ },
];

function sections(result: RunResult): readonly Markup[] {
  return SECTIONS.flatMap(({ title, has }) => {
    const rows = result.rows.filter(({ info }) => has.test(info.name));
    if (rows.length === 0) return [];
    return [markup`<h2>${title}</h2><div class="cards">${rows.map((row) => card(row, result))}</div>`];
  });
}

function card(row: Row, result: RunResult): Markup {
  const { title, per, beside, rawWork } = row.info;
  return markup`<figure class="card"><h3>${title}</h3><p>Per ${per}. ${beside ? `Beside: ${beside}` : `Raw: ${rawWork}`}.</p>${rowPlot(row, (name) => titleOf(result, name))}</figure>`;
}

function mainThreadSection({ mainThread }: RunResult): Markup {
  const lines = mainThread.map(
    ({ title, seconds, longTasks, longestMs, blockedMs }) => markup`<tr><th scope="row">${title}</th>
<td>${seconds.toFixed(1)} s</td><td>${longTasks}</td><td>${longestMs.toFixed(0)} ms</td><td>${blockedMs.toFixed(0)} ms</td></tr>`,
  );
  return markup`<h2>The main thread</h2>
<p>Tasks of more than 50 ms, as the browser reports them, while this store is given a lot to do.</p>
${wideTable('Long tasks', ['took', 'long tasks', 'longest', 'together'], lines)}`;
}

function figures(result: RunResult): Markup {
  const names = takingPart(result.rows);
  const lines = result.rows.map(
    (
      row,
    ) => markup`<tr><th scope="row">${row.info.title}<small>${row.info.beside ?? row.info.rawWork}</small></th>
${names.map((name) => {
  const [first, second] = cellOf(row, name);
  return markup`<td class="${isOurs(contenderNamed(name)) ? 'is-ours' : ''}">${first}<small>${second}</small></td>`;
})}</tr>`,
  );
  return wideTable(
    'All figures',
    names.map((name) => titleOf(result, name)),
    lines,
  );
}
