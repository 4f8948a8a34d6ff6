// The plot of a row: a lane for each contender, from p10 to p90 with the median on it, and the time raw IndexedDB takes as
// a line through all of them.
import { contenderNamed, isOurs } from '../contenders/list.ts';
import type { Row } from '../rows/row.ts';
import { type Comparison, compare } from './comparison.ts';
import { comparison, figure } from './figures.ts';
import { type LogScale, logScale } from './log-scale.ts';
import { type Markup, markup } from './markup.ts';
import { TARGETS, type Target } from './targets.ts';

const WIDTH = 376;
const LANE = 20;
const NAMES_END = 96;
const PLOT_END = 316;
const TOP = 8;

interface Lane {
  readonly name: string;
  readonly found: Comparison;
  readonly target: number | undefined;
}

export function rowPlot(row: Row, titles: (name: string) => string): Markup {
  const lanes = lanesOf(row);
  const scale = logScale(lanes.flatMap(valuesOf), NAMES_END, PLOT_END);
  const bottom = TOP + lanes.length * LANE;
  const raw = row.info.compared === 'ratio to raw' ? lanes.find(({ name }) => name === 'raw') : undefined;
  return markup`<svg viewBox="0 0 ${WIDTH} ${bottom + 22}" width="${WIDTH}" role="img" aria-label="${summaryOf(row, lanes)}">
${scale.ticks.map((tick) => tickOf(tick, row, scale, bottom))}
${raw && markup`<line class="raw" x1="${scale.at(raw.found.own.median)}" x2="${scale.at(raw.found.own.median)}" y1="${TOP}" y2="${bottom}"/>`}
${lanes.map((lane, index) => laneOf(lane, titles(lane.name), row, scale, TOP + (index + 0.5) * LANE))}
</svg>`;
}

function lanesOf(row: Row): readonly Lane[] {
  return [...row.samples.keys()].flatMap((name) => {
    const found = compare(row, name);
    return found ? [{ name, found, target: targetFigure(row, name, found) }] : [];
  });
}

/** The target in the unit of the axis. */
function targetFigure({ info }: Row, name: string, { raw, beside }: Comparison): number | undefined {
  const isItsOwn = ({ workload, contender }: Target) => workload === info.name && contender === name;
  const atMost = TARGETS.find(isItsOwn)?.atMost;
  if (atMost === undefined) return undefined;
  switch (info.compared) {
    case 'ratio to raw':
      return raw && atMost * raw.median;
    case 'ratio to beside':
      return beside && atMost * beside.median;
    case 'more than beside':
      return beside && atMost + beside.median;
    case 'by itself':
      return atMost;
  }
}

function valuesOf({ found: { own, beside }, target }: Lane): readonly number[] {
  return [own.p10, own.p90, own.median, beside?.median, target].filter((value) => value !== undefined);
}

function laneOf({ name, found, target }: Lane, title: string, row: Row, scale: LogScale, y: number): Markup {
  const { own, beside } = found;
  const x = scale.at(own.median);
  const kind = name === 'raw' ? 'is-raw' : isOurs(contenderNamed(name)) ? 'is-ours' : 'is-other';
  const isShort = target !== undefined && own.median > target;
  return markup`<g class="${kind}">
<text class="name" x="${NAMES_END - 10}" y="${y}">${title}</text>
<line class="spread" x1="${scale.at(own.p10)}" x2="${scale.at(own.p90)}" y1="${y}" y2="${y}"/>
${beside && markup`<circle class="beside" cx="${scale.at(beside.median)}" cy="${y}" r="3.5"/>`}
${target !== undefined ? markup`<path class="target" d="M${scale.at(target)} ${y - 7}v14"/>` : undefined}
<circle class="median" cx="${x}" cy="${y}" r="4"/>
<text class="figure ${isShort ? 'is-short' : ''}" x="${PLOT_END + 8}" y="${y}">${figureOf(row, name, found)}</text>
</g>`;
}

function figureOf({ info }: Row, name: string, { own, compared }: Comparison): string {
  const isPlain = compared === undefined || (name === 'raw' && info.compared === 'ratio to raw');
  return isPlain ? figure(own.median, info.unit) : comparison(compared, info);
}

function tickOf(tick: number, { info }: Row, scale: LogScale, bottom: number): Markup {
  const x = scale.at(tick);
  return markup`<line class="tick" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}"/>
<text class="value" x="${x}" y="${bottom + 14}">${tickFigure(tick, info.unit)}</text>`;
}

/** Without decimals that say nothing: `1 ms`. */
export function tickFigure(tick: number, unit: Row['info']['unit']): string {
  return figure(tick, unit)
    .replace(/(\.\d*?)0+(?= )/, '$1')
    .replace(/\.(?= )/, '');
}

function summaryOf(row: Row, lanes: readonly Lane[]): string {
  const figures = lanes.map(
    ({ name, found }) => `${contenderNamed(name).title} ${figureOf(row, name, found)}`,
  );
  return `${row.info.title}: ${figures.join(', ')}`;
}
