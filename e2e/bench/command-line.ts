// What `npm run bench -- …` understands.
import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderEntry, isAlternative } from './contenders/list.ts';
import { isUsual, WORKLOADS } from './workloads/list.ts';
import type { Workload } from './workloads/workload.ts';

export type Backend = 'leveldb' | 'sqlite';

/** What a run consists of. */
export type Part = 'table' | 'growth' | 'main thread';

export interface Settings {
  readonly parts: readonly Part[];
  readonly workloads: readonly Workload[];
  readonly contenders: readonly ContenderEntry[];
  /** Rounds that count, after the one that warms up. */
  readonly rounds: number;
  readonly scale: number;
  /** `'chromium'`, `'firefox'` or the path of one. */
  readonly browser: string;
  /** Absent: the browser's own choice. */
  readonly backend: Backend | undefined;
  /** Compare with the targets. */
  readonly check: boolean;
  readonly json: string | undefined;
  readonly html: string | undefined;
}

/** What was asked for, or a text to print instead. */
export type Command =
  | { readonly kind: 'run'; readonly settings: Settings }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'mistake'; readonly text: string };

const DEFAULT_ROUNDS = 10;

const OPTIONS = {
  workloads: { type: 'string' },
  contenders: { type: 'string' },
  rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
  scale: { type: 'string', default: '1' },
  browser: { type: 'string', default: 'chromium' },
  backend: { type: 'string' },
  check: { type: 'boolean', default: false },
  growth: { type: 'boolean', default: false },
  'main-thread': { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  json: { type: 'string' },
  html: { type: 'string' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

class Mistake extends Error {}

export function readCommand(words: readonly string[]): Command {
  try {
    const { values } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: false });
    if (values.help) return { kind: 'help', text: HELP };
    const parts = partsOf(values);
    // Growth and the main thread are about this store alone.
    const takesPart = (contender: ContenderEntry) => parts.includes('table') || !isAlternative(contender);
    const settings: Settings = {
      parts,
      workloads: chosen('workload', values.workloads, WORKLOADS, isUsual),
      contenders: chosen('contender', values.contenders, CONTENDERS, takesPart),
      rounds: Math.ceil(positive('rounds', values.rounds)),
      scale: positive('scale', values.scale),
      browser: values.browser,
      backend: backendOf(values.backend),
      check: values.check,
      json: values.json,
      html: values.html,
    };
    return { kind: 'run', settings };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { kind: 'mistake', text: `${what}\nSee npm run bench -- --help.` };
  }
}

/** The table, unless only something else is asked for. */
function partsOf(asked: {
  readonly growth: boolean;
  readonly 'main-thread': boolean;
  readonly all: boolean;
  readonly workloads?: string;
}): readonly Part[] {
  const other = asked.growth || asked['main-thread'];
  const parts: Part[] = [];
  if (asked.all || asked.workloads !== undefined || !other) parts.push('table');
  if (asked.all || asked.growth) parts.push('growth');
  if (asked.all || asked['main-thread']) parts.push('main thread');
  return parts;
}

/** Those named, in the order of the table; without names the usual ones. */
function chosen<Entry extends { readonly name: string }>(
  what: string,
  names: string | undefined,
  all: readonly Entry[],
  isUsual: (entry: Entry) => boolean,
): readonly Entry[] {
  if (names === undefined) return all.filter(isUsual);
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !all.some((entry) => entry.name === name));
  if (unknown !== undefined) {
    throw new Mistake(
      `There is no ${what} "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}.`,
    );
  }
  return all.filter(({ name }) => wanted.includes(name));
}

function positive(flag: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Mistake(`--${flag} wants a number above 0, and got "${text}".`);
  return number;
}

function backendOf(text: string | undefined): Backend | undefined {
  if (text === undefined || text === 'leveldb' || text === 'sqlite') return text;
  throw new Mistake(`--backend wants leveldb or sqlite, and got "${text}".`);
}

const list = (entries: readonly { readonly name: string; readonly title: string }[]): string =>
  entries.map(({ name, title }) => `  ${name.padEnd(20)} ${title}`).join('\n');

export const HELP = `npm run bench -- [flags]

Measures this store against what one would otherwise take, in a real browser with its profile on disk.

  --workloads a,b      only these rows
  --contenders a,b     only these columns
  --rounds n           rounds that count, after one that warms up (default ${DEFAULT_ROUNDS})
  --scale x            scales the logs and the length of a sample: 0.1 for a quick look (default 1)
  --browser NAME|PATH  chromium, firefox, or the path of one (default chromium)
  --backend NAME       IndexedDB on leveldb or sqlite, in Chromium (default: the browser's choice)
  --check              compare the ratios with the targets, and print what falls short
  --growth             instead of the table: this store at 1,000 to 1,000,000 events
  --main-thread        instead of the table: how long this store keeps the page busy at a time
  --all                the table, the growth and the main thread
  --json FILE          write every figure
  --html FILE          write a page with plots, to keep

Workloads
${list(WORKLOADS)}

Contenders
${list(CONTENDERS)}`;
