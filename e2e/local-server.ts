// The server of `npm start`, on a port of its own.
import type { AddressInfo } from 'node:net';
import { preview } from 'vite';
import { buildFolder, LOCAL_MODE } from './build-once.ts';

export interface LocalServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startLocalServer(): Promise<LocalServer> {
  const server = await preview({
    mode: LOCAL_MODE,
    logLevel: 'silent',
    build: { outDir: buildFolder('local') },
    preview: { port: 0 },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
