// Another site, open in the same browser: one page that is served at every path, under any name of this machine.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnotherSite {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startAnotherSite(html: string): Promise<AnotherSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
