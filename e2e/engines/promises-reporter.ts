// The end-to-end promises, counted for each engine, and what stays with Chromium and why.
import type { Reporter, Suite } from '@playwright/test/reporter';
import { CHROMIUM_ONLY } from './chromium-only.ts';

// Playwright wants a default export here.
export default class PromisesReporter implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    for (const project of this.#suite?.suites ?? []) {
      const outcomes = project.allTests().map((test) => test.outcome());
      const failed = outcomes.filter((outcome) => outcome === 'unexpected').length;
      const notRun = outcomes.filter((outcome) => outcome === 'skipped').length;
      const passed = outcomes.length - failed - notRun;
      console.log(`Promises in ${project.title}: ${passed} passed, ${failed} failed, ${notRun} not run.`);
    }
    console.log('\nIn Chromium only, by "npm run test:e2e":');
    for (const { file, title, because } of CHROMIUM_ONLY) {
      console.log(`  ${file}${title === undefined ? '' : `, "${title}"`}: ${because}.`);
    }
  }
}
