// A static host as plain as they come: files under a path, compressed, 404 for the rest, and no idea of the app.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticHost {
  /** Ends with the path, as `http://127.0.0.1:4000/some/path/`. */
  readonly url: string;
  /** From now on nothing answers at this address, as without a network. */
  stop(): Promise<void>;
}

export async function startStaticHost(folder: string, path = '/'): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const asked = new URL(`http://localhost${request.url}`).pathname;
    const file = asked.startsWith(path) ? normalize(asked.slice(path.length)) : '..';
    const name = file === '.' || file === '' ? 'index.html' : file;
    readFile(name.startsWith('..') ? '' : join(folder, name)).then(
      (bytes) => {
        const type = TYPES[extname(name)] ?? 'application/octet-stream';
        response.setHeader('Content-Type', type);
        if (!/gzip/.test(String(request.headers['accept-encoding'])) || /png|octet/.test(type))
          response.end(bytes);
        else response.setHeader('Content-Encoding', 'gzip').end(gzipSync(bytes));
      },
      () => response.writeHead(404).end('Not found'),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, stop: () => stopped(server) };
}

async function stopped(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise<void>((closed, failed) => server.close((error) => (error ? failed(error) : closed())));
}
