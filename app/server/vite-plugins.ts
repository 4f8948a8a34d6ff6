// What Vite's servers add to the app's files.
import type { AddressInfo } from 'node:net';
import type { Plugin } from 'vite';
import { PAGE_POLICY } from '../content-policy.ts';
import { localServer } from './local-server.ts';
import { refuseWhatIsNoRequest } from './no-request.ts';
import { openTheApp } from './open-the-app.ts';
import { securityHeaders } from './security-headers.ts';

/** A person who opens /streams/… before the service worker is there gets the app at that stream, as with it. */
export function streamsOpenTheApp(): Plugin {
  return {
    name: 'streams-open-the-app',
    configureServer: (server) => void server.middlewares.use(openTheApp),
    configurePreviewServer: (server) => void server.middlewares.use(openTheApp),
  };
}

/** The policy of the built app: in its page, and as a header where the server is ours. While hacking there is none. */
export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
                injectTo: 'head-prepend',
              },
            ],
    },
    configurePreviewServer: (server) => void server.middlewares.use(securityHeaders),
  };
}

/**
 * The server of `npm start`: the built app for browsers, and the store of an open tab
 * for every other program. In each page it puts the half that answers for the store.
 */
export function localServerPlugin(): Plugin {
  return {
    name: 'local-server',
    transformIndexHtml: {
      order: 'pre',
      handler: () => [{ tag: 'script', attrs: { type: 'module', src: '/app/server/tab.ts' } }],
    },
    configurePreviewServer({ config, httpServer, middlewares }) {
      refuseWhatIsNoRequest(httpServer);
      middlewares.use(localServer());
      if (config.logLevel === 'silent') return;
      httpServer.once('listening', () => {
        const { port } = httpServer.address() as AddressInfo;
        console.log(`The event store is at http://127.0.0.1:${port}`);
      });
    },
  };
}
