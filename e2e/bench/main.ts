// A run of the benchmark, from the command line to the report.
import { writeFile } from 'node:fs/promises';
import { readCommand, type Settings } from './command-line.ts';
import { newProfile } from './machine/browser.ts';
import { buildPage, moduleAddress } from './machine/page-build.ts';
import { startServer } from './machine/server.ts';
import { type ContenderPage, measureRow, type Row } from './measure.ts';
import { json } from './report/json.ts';
import { table } from './report/table.ts';
import { verdicts } from './report/targets.ts';

const SAMPLE_MS = 60;

/** Resolves to the exit code. */
export async function run(words: readonly string[]): Promise<number> {
  const command = readCommand(words);
  if (command.kind !== 'run') {
    console.log(command.text);
    return command.kind === 'help' ? 0 : 1;
  }
  const build = await buildPage(command.settings.contenders);
  const server = await startServer(build.folder);
  const profile = await newProfile(command.settings.browser, command.settings.backend);
  try {
    const browser = await profile.launch();
    const pages: ContenderPage[] = [];
    for (const contender of command.settings.contenders) {
      const page = await browser.newPage();
      await page.goto(server.addressFor(contender.name));
      await page.evaluate((options) => window.startBench(options), {
        module: moduleAddress(contender),
        durabilities: contender.durabilities,
        sampleMs: SAMPLE_MS * command.settings.scale,
      });
      pages.push({ contender, page });
    }
    const rows = await measureAll(pages, command.settings);
    console.log(table(rows));
    if (command.settings.json) await writeFile(command.settings.json, json(rows));
    if (command.settings.check) console.log(`\n${verdicts(rows).join('\n')}`);
    await browser.close();
    return 0;
  } finally {
    await profile.remove();
    await server.stop();
    await build.remove();
  }
}

async function measureAll(
  pages: readonly ContenderPage[],
  { workloads, rounds, scale }: Settings,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const workload of workloads) {
    process.stderr.write(`${workload.title} …\n`);
    rows.push(await measureRow(workload, pages, rounds, scale));
  }
  return rows;
}
