// The tests of the browser project, counted for each engine beneath the other reporters' words.
import type { Reporter, TestModule, TestProject } from 'vitest/node';
import { ENGINES } from '../find-browser.mjs';
import { type Counts, tableOf } from './table.ts';

// Vitest wants a default export here.
export default class TableReporter implements Reporter {
  #projects: readonly TestProject[] = [];

  onInit(vitest: { readonly projects: readonly TestProject[] }): void {
    this.#projects = vitest.projects;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const table = tableOf('store tests', (engine) => {
      const project = this.#projects.find(({ name }) => name === ENGINES[engine].title);
      return project && count(modules.filter((module) => module.project === project));
    });
    console.log(`\n${table}\n`);
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
