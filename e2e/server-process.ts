// The server of `npm start` in a process of its own, which can be ended as a person or a power cut ends it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildFolder, LOCAL_MODE } from './build-once.ts';

export interface ServerProcess {
  readonly url: string;
  /** Ends the process at once. From now on nothing answers. */
  kill(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const args = [vite, 'preview', '--mode', LOCAL_MODE, '--outDir', buildFolder('local')];
  const env = { ...process.env, PORT: '0', FORCE_COLOR: undefined, NO_COLOR: '1' };
  const server = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (part: Buffer) => {
      printed += part.toString();
      const address = /The event store is at (http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`The server did not start: ${printed}`)));
  });
  return {
    url,
    kill() {
      server.kill('SIGKILL');
      return ended;
    },
  };
}
