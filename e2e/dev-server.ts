// The server of `npm run dev`, in a process of its own as a person starts it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface DevServer {
  readonly url: string;
  stop(): void;
}

export async function startDevServer(): Promise<DevServer> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  // The builds for the other tests leave "production" in this process, and colours hide the address.
  const env = { ...process.env, NODE_ENV: undefined, FORCE_COLOR: undefined, NO_COLOR: '1' };
  const server = spawn(process.execPath, [vite, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (part: Buffer) => {
      printed += part.toString();
      const address = /Local:\s+(http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    server.on('exit', () => reject(new Error(`The dev server did not start: ${printed}`)));
  });
  return { url, stop: () => void server.kill() };
}
