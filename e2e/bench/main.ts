// A run of the benchmark, from the command line to the report.
import { writeFile } from 'node:fs/promises';
import { checkContender } from './checks/check-contender.ts';
import { readCommand, type Settings } from './command-line.ts';
import { isAlternative, isOurs } from './contenders/list.ts';
import { installAlternatives } from './machine/dependencies.ts';
import { html } from './report/html.ts';
import { json } from './report/json.ts';
import { machineInWords, type RunResult } from './report/run-result.ts';
import { text } from './report/text.ts';
import { measureGrowth } from './rows/growth.ts';
import { measureMainThread } from './rows/main-thread.ts';
import { measureRows } from './rows/measure.ts';
import { type Session, startSession } from './session.ts';

/** Resolves to the exit code. */
export async function run(words: readonly string[]): Promise<number> {
  const command = readCommand(words);
  if (command.kind !== 'run') {
    console.log(command.text);
    return command.kind === 'help' ? 0 : 1;
  }
  const settings = withWhatIsThere(command.settings);
  const session = await startSession(settings);
  endWhenStopped(session);
  try {
    const result = await measure(session, settings);
    console.log(text(result, settings.check));
    if (settings.json) await writeFile(settings.json, json(result));
    if (settings.html) await writeFile(settings.html, html(result));
    return answersOfOursAreRight(settings, result) ? 0 : 1;
  } finally {
    await session.end();
  }
}

/** Stopped from outside, it leaves no browser and no profile behind. */
function endWhenStopped(session: Session): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void session.end().finally(() => process.exit(1)));
  }
}

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

/** Without the alternatives when they cannot be installed. */
function withWhatIsThere(settings: Settings): Settings {
  if (!settings.contenders.some(isAlternative)) return settings;
  const problem = installAlternatives(progress);
  if (problem === undefined) return settings;
  progress(`${problem}\nThe alternatives could not be installed, so they are left out.`);
  return { ...settings, contenders: settings.contenders.filter((contender) => !isAlternative(contender)) };
}

async function measure(session: Session, settings: Settings): Promise<RunResult> {
  const wrongAnswers = new Map<string, readonly string[]>();
  for (const contender of settings.parts.includes('table') ? settings.contenders : []) {
    const wrong = await checkContender(session, contender);
    progress(`${contender.title}: ${wrong.length === 0 ? 'answers right' : wrong.join('; ')}`);
    wrongAnswers.set(contender.name, wrong);
  }
  const rows = settings.parts.includes('table') ? await measureRows(session, settings, progress) : [];
  const growth = settings.parts.includes('growth') ? await measureGrowth(session, settings, progress) : [];
  const mainThread = settings.parts.includes('main thread')
    ? await measureMainThread(session, settings.scale)
    : [];
  return {
    machine: machineInWords(),
    browser: session.browser(),
    backend: await session.backend(),
    rounds: settings.rounds,
    scale: settings.scale,
    wrongAnswers,
    rows,
    growth,
    mainThread,
  };
}

/** Times decide nothing; a wrong answer of this store does. */
function answersOfOursAreRight({ contenders }: Settings, { wrongAnswers }: RunResult): boolean {
  return contenders.filter(isOurs).every(({ name }) => (wrongAnswers.get(name) ?? []).length === 0);
}
