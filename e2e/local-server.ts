// The server of `npm start`, on a port of its own.
import type { AddressInfo } from 'node:net';
import { preview } from 'vite';
import { buildFolder, LOCAL_MODE } from './build-once.ts';

export interface LocalServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** At this port, or at any that is free. */
export async function startLocalServer(atPort = 0): Promise<LocalServer> {
  const server = await preview({
    mode: LOCAL_MODE,
    logLevel: 'silent',
    build: { outDir: buildFolder('local') },
    preview: { port: atPort },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
