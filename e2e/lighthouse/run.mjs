// Runs Lighthouse, and installs it first where it is not: 185 MB that nobody needs to build or test the app.
// `main.ts` is TypeScript, and this is how Node 20 runs it without a build step.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const folder = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${folder}node_modules/lighthouse`)) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  });
}
const { module } = await runnerImport(`${folder}main.ts`, { configFile: false, logLevel: 'error' });
process.exitCode = await module.run(folder);
