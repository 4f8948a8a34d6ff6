// Serves the page on the loopback, isolated, so that its clock ticks every 5 µs and its memory can be measured.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="/bench.js"></script>';

export interface Server {
  /** Where the page is found in this origin. */
  addressFor(origin: string): string;
  stop(): Promise<void>;
}

export async function startServer(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? Promise.resolve(PAGE) : readFile(join(folder, pathname));
    file.then(
      (body) => {
        const type =
          TYPES[extname(pathname)] ?? (pathname === '/' ? 'text/html' : 'application/octet-stream');
        response.writeHead(200, { 'Content-Type': type, ...ISOLATED }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    addressFor: (origin) => `http://${origin}.localhost:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
