// Lighthouse as a command, and what its report says.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

export type Category = (typeof CATEGORIES)[number];

/** The part of a report that is read here. */
export interface Look {
  readonly categories: Readonly<
    Record<
      Category,
      {
        /** 0 to 1. */
        readonly score: number;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly displayValue?: string }>
  >;
}

export type Lighthouse = (url: string, flags: readonly string[]) => Promise<Look>;

/** Looks through the browser at this port. It clears caches and workers before it looks, and leaves stores as they are. */
export function openLighthouse(folder: string, port: string): Lighthouse {
  const cli = join(folder, 'node_modules/lighthouse/cli/index.js');
  const always = ['--output=json', '--quiet', `--port=${port}`, `--only-categories=${CATEGORIES.join(',')}`];
  return async (url, flags) => {
    const command = [cli, url, ...always, ...flags];
    const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Look;
  };
}

/** 0 to 100. */
export function scoreOf(look: Look, category: Category): number {
  return Math.round(look.categories[category].score * 100);
}

/** What takes something off a score, one a line. */
export function shortcomings(look: Look): readonly string[] {
  return CATEGORIES.flatMap((category) => look.categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (look.audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${look.audits[id]?.title} ${look.audits[id]?.displayValue ?? ''}`.trim());
}
