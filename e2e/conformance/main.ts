// Runs every case of a folder, against the store or the handler as its steps ask, and counts.
import 'fake-indexeddb/auto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHandler } from '../../lib/http/handler.ts';
import { openEventStore } from '../../lib/index.ts';
import { runAppendCase } from './append-case.ts';
import { type CaseFile, type ConformanceCase, type Failure, isAppendStep } from './case-file.ts';
import { runHttpCase } from './http-case.ts';
import notYet from './not-yet.json' with { type: 'json' };

const OWN_CASES = fileURLToPath(new URL('cases', import.meta.url));

/** Runs all cases, prints each that failed and, on the last line, the count; resolves to the exit code. */
export async function run(): Promise<number> {
  const folder = process.env.CONFORMANCE_DIR || OWN_CASES;
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) console.error(`There is no .json file in ${folder}.`);
  let passed = 0;
  let failed = 0;
  let unexpected = files.length === 0 ? 1 : 0;
  for (const file of files.sort()) {
    for (const conformanceCase of readCases(join(folder, file))) {
      const report = await runCase(conformanceCase);
      const isExpected = (notYet.cases as readonly string[]).includes(conformanceCase.name);
      if (report === undefined) passed++;
      else failed++;
      if (report !== undefined) console.error(`${file}: ${conformanceCase.name}\n${report}\n`);
      if (report === undefined && isExpected) {
        console.error(`${file}: ${conformanceCase.name} passes now: take it off not-yet.json.\n`);
      }
      if ((report !== undefined) !== isExpected) unexpected++;
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return unexpected === 0 ? 0 : 1;
}

function readCases(path: string): readonly ConformanceCase[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<CaseFile> | readonly ConformanceCase[];
  if (Array.isArray(file)) return file;
  return (file as Partial<CaseFile>).cases ?? [];
}

/** What went wrong, in lines for people; undefined when nothing did. */
async function runCase(conformanceCase: ConformanceCase): Promise<string | undefined> {
  try {
    const failure = conformanceCase.steps.some(isAppendStep)
      ? await runAppendCase(conformanceCase, (name, now) => openEventStore({ name, now }))
      : await runOverHttp(conformanceCase);
    return failure && describeFailure(failure);
  } catch (error) {
    return `  ${error instanceof Error ? error.stack : String(error)}`;
  }
}

async function runOverHttp(conformanceCase: ConformanceCase): Promise<Failure | undefined> {
  const store = await openEventStore({ name: `conformance ${conformanceCase.name} ${crypto.randomUUID()}` });
  try {
    return await runHttpCase(conformanceCase, createHandler(store));
  } finally {
    await store.close();
  }
}

function describeFailure({ step, what, expected, got }: Failure): string {
  return `  step ${step + 1}: ${what}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`;
}
