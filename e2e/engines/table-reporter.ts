// What came out in each engine, beneath the other reporters' words.
import type { Reporter, TestModule, TestProject } from 'vitest/node';
import { ENGINES, type Engine } from '../find-browser.mjs';

interface Counts {
  passed: number;
  failed: number;
  notRun: number;
}

// Vitest wants a default export here.
export default class TableReporter implements Reporter {
  #projects: readonly TestProject[] = [];

  onInit(vitest: { readonly projects: readonly TestProject[] }): void {
    this.#projects = vitest.projects;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = (Object.keys(ENGINES) as Engine[]).map((engine) => {
      const { title } = ENGINES[engine];
      const project = this.#projects.find(({ name }) => name === title);
      if (!project) return `${title.padEnd(10)} is not on this machine; "npm run test:engines" gets it`;
      const { passed, failed, notRun } = count(modules.filter((module) => module.project === project));
      return `${title.padEnd(10)} ${cell(passed)} ${cell(failed)} ${cell(notRun)}`;
    });
    console.log(
      ['', `engine     ${['passed', 'failed', 'not run'].map(cell).join(' ')}`, ...lines, ''].join('\n'),
    );
  }
}

function count(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, notRun: 0 };
  for (const module of modules) {
    // A file that could not be read has no tests to count.
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'passed' || state === 'failed' ? state : 'notRun']++;
    }
  }
  return counts;
}

const cell = (text: string | number) => String(text).padStart(8);
