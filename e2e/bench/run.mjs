// Runs the benchmark. `main.ts` is TypeScript, and this is how Node 20 runs it without a build step.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const { module } = await runnerImport(main, { configFile: false, logLevel: 'error' });
process.exitCode = await module.run(process.argv.slice(2));
