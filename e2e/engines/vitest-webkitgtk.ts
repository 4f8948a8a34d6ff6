// Vitest in WebKitGTK: the page is opened, and the tests report for themselves.
import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProviderOption } from 'vitest/node';
import { startWebKitGtk, type WebKitGtk } from './webkitgtk.ts';

export function webkitGtk(driverPath: string): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'webkitgtk',
    supportedBrowser: ['webkit'],
    providerFactory() {
      let browser: Promise<WebKitGtk> | undefined;
      return {
        name: 'webkitgtk',
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        async openPage(_sessionId, url) {
          browser ??= startWebKitGtk(driverPath);
          await (await browser).goto(url);
        },
        async close() {
          await (await browser)?.close();
          browser = undefined;
        },
      };
    },
  });
}
