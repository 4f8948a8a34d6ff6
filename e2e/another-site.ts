// Another site, open in the same browser: one page at every path, under any name of this machine.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnotherSite {
  readonly port: number;
  /** Nothing answers at its port any more. */
  stop(): Promise<void>;
}

/** `/sent-on?to=…` sends the browser on, with the same method and body. */
export async function startAnotherSite(html = '<!doctype html><p>Another site</p>'): Promise<AnotherSite> {
  const server = createServer((request, response) => {
    const to = new URL(`http://localhost${request.url}`).searchParams.get('to');
    if (to !== null) response.writeHead(307, { Location: to }).end();
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
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
