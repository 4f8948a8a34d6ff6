// The plot of growth: how a figure changes as ten times, and ten times more is stored. Both axes are logarithmic.
import { contenderNamed } from '../contenders/list.ts';
import type { GrowthLine } from '../rows/growth.ts';
import { compare } from './comparison.ts';
import { figure } from './figures.ts';
import { type LogScale, logScale } from './log-scale.ts';
import { type Markup, markup } from './markup.ts';
import { tickFigure } from './row-plot.ts';
import type { Summary } from './statistics.ts';

const WIDTH = 376;
const HEIGHT = 190;
const LEFT = 56;
const RIGHT = 316;
const TOP = 10;
const BOTTOM = 160;

interface Point {
  readonly events: number;
  readonly own: Summary;
}

export function growthPlot({ title, rows }: GrowthLine): Markup {
  const unit = rows[0]?.row.info.unit ?? 'µs';
  const lines = ['raw', 'ours-relaxed'].map((name) => ({ name, points: pointsOf(rows, name) }));
  const points = lines.flatMap((line) => line.points);
  const x = logScale(
    rows.map(({ events }) => events),
    LEFT + 12,
    RIGHT - 12,
  );
  const y = logScale(
    points.flatMap(({ own }) => [own.p10, own.p90]),
    BOTTOM,
    TOP,
  );
  const words = lines.map(({ name, points: all }) => {
    const figures = all.map(
      ({ events, own }) => `${figure(own.median, unit)} at ${events.toLocaleString('en')}`,
    );
    return `${contenderNamed(name).title}: ${figures.join(', ')}`;
  });
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="${title}. ${words.join('. ')}">
${y.ticks.map(
  (tick) => markup`<line class="tick" x1="${LEFT}" x2="${RIGHT}" y1="${y.at(tick)}" y2="${y.at(tick)}"/>
<text class="name" x="${LEFT - 8}" y="${y.at(tick)}">${tickFigure(tick, unit)}</text>`,
)}
${rows.map(({ events }) => markup`<text class="value" x="${x.at(events)}" y="${BOTTOM + 18}">${events.toLocaleString('en')}</text>`)}
${lines.map(({ name, points: all }) => lineOf(name, all, x, y))}
${labelsOf(
  lines.map(({ name, points: all }) => ({ name, own: all.at(-1)?.own })),
  y,
).map(
  ({ name, own, at }) =>
    markup`<g class="${classOf(name)}"><text class="figure" x="${RIGHT + 4}" y="${at}">${figure(own.median, unit)}</text></g>`,
)}
</svg>`;
}

const classOf = (name: string): string => (name === 'raw' ? 'is-raw' : 'is-ours');
const LABEL_HEIGHT = 14;

/** At the end of each line, moved apart where they would cover each other. */
function labelsOf(
  ends: readonly { readonly name: string; readonly own: Summary | undefined }[],
  y: LogScale,
) {
  const labels = ends.flatMap(({ name, own }) => (own ? [{ name, own, at: y.at(own.median) }] : []));
  labels.sort((a, b) => a.at - b.at);
  let lowest = Number.NEGATIVE_INFINITY;
  return labels.map((label) => {
    lowest = Math.max(label.at, lowest + LABEL_HEIGHT);
    return { ...label, at: lowest };
  });
}

function pointsOf(rows: GrowthLine['rows'], name: string): readonly Point[] {
  return rows.flatMap(({ events, row }) => {
    const found = compare(row, name);
    return found ? [{ events, own: found.own }] : [];
  });
}

function lineOf(name: string, points: readonly Point[], x: LogScale, y: LogScale): Markup {
  const path = points.map(
    ({ events, own }, index) => `${index === 0 ? 'M' : 'L'}${x.at(events)} ${y.at(own.median)}`,
  );
  return markup`<g class="${classOf(name)}">
<path class="line" d="${path.join('')}"/>
${points.map(
  ({
    events,
    own,
  }) => markup`<line class="spread" x1="${x.at(events)}" x2="${x.at(events)}" y1="${y.at(own.p10)}" y2="${y.at(own.p90)}"/>
<circle class="median" cx="${x.at(events)}" cy="${y.at(own.median)}" r="4"/>`,
)}
</g>`;
}
