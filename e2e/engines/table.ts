// What came out in each engine, as the lines of a table.
import { ENGINES, type Engine } from '../find-browser.mjs';

export interface Counts {
  passed: number;
  failed: number;
  notRun: number;
}

/** A line for each engine; one without counts is not on this machine. */
export function tableOf(what: string, countsOf: (engine: Engine) => Counts | undefined): string {
  const lines = (Object.keys(ENGINES) as Engine[]).map((engine) => {
    const counts = countsOf(engine);
    const said = counts
      ? [counts.passed, counts.failed, counts.notRun].map(cell).join('')
      : '  not on this machine; "npm run test:engines" gets it';
    return ENGINES[engine].title.padEnd(WIDTH) + said;
  });
  return [what.padEnd(WIDTH) + ['passed', 'failed', 'not run'].map(cell).join(''), ...lines].join('\n');
}

const WIDTH = 16;
const cell = (text: string | number) => String(text).padStart(10);
