// How the app is built, served and tested.
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { preloadScreen } from './app/server/preload-screen.ts';
import { contentPolicy, localServerPlugin, streamsOpenTheApp } from './app/server/vite-plugins.ts';

/** `--mode local-server` is the app of `npm start`: it also lets a terminal reach the store of an open tab. */
const LOCAL = 'local-server';

export default defineConfig(
  async ({ mode }): Promise<ViteUserConfig> => ({
    // Relative, so that one build runs under any path of any static host.
    base: './',
    publicDir: 'app/public',
    // Every screen has a hash route, so any other path is a mistake and should look like one.
    appType: 'mpa',
    // The sandbox's worker loads its parts when they are needed, which the default format cannot.
    worker: { format: 'es' },
    build: {
      manifest: true,
      outDir: mode === LOCAL ? 'dist-local' : 'dist',
      modulePreload: {
        // Every browser that knows `light-dark()` preloads modules by itself.
        polyfill: false,
        // `preload.js` asks for the scripts of the first screen, and what others share with it is there by then: a list
        // of all scripts would only make the first load larger.
        resolveDependencies: (_file, needed) => needed.filter((file) => file.endsWith('.css')),
      },
      rolldownOptions: {
        // Two files, of what a first visit loads and of what several screens have in common: what is together
        // compresses best, and a slow network is asked twice and not for thirty crumbs.
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'] },
              { name: 'shared', minShareCount: 2 },
            ],
          },
        },
      },
    },
    ...(mode === LOCAL && { logLevel: 'warn' }),
    server: { host: '127.0.0.1' },
    // What the worker needs is found at the start: found later, it would reload the page in the middle of work.
    optimizeDeps: { entries: ['index.html', 'app/service-worker.ts', 'app/features/play/sandbox/worker.ts'] },
    // The local server's own guard is stricter than Vite's checks of origin and host.
    ...(mode === LOCAL && {
      preview: {
        host: '127.0.0.1',
        port: Number(process.env.PORT || 2113),
        strictPort: true,
        cors: false,
        allowedHosts: true,
      },
    }),
    plugins: [
      react(),
      contentPolicy(),
      preloadScreen(),
      mode === LOCAL && localServerPlugin(),
      streamsOpenTheApp(),
      mode !== 'test' &&
        VitePWA({
          strategies: 'injectManifest',
          registerType: 'prompt',
          injectRegister: false,
          manifest: false,
          srcDir: 'app',
          filename: 'service-worker.ts',
          injectManifest: {
            rollupFormat: 'iife',
            globPatterns: ['**/*.{html,js,css,svg,png,ico,webmanifest,wasm}'],
          },
          devOptions: { enabled: true, type: 'module' },
          integration: {
            // It is built by a Vite of its own, which does not inherit this.
            configureCustomSWViteBuild: (options) => void Object.assign(options, { logLevel: 'warn' }),
          },
        }),
    ],
    ...(mode === 'test' && { test: await tests() }),
  }),
);

/** Apart, so that nobody needs the test tools to build or serve the app. */
async function tests(): Promise<InlineConfig> {
  const { unitProjects } = await import('./e2e/unit-projects.ts');
  const { browserProjects } = await import('./e2e/engines/browser-projects.ts');
  const projects = [...unitProjects(), ...browserProjects()];
  return { projects: projects.map((test) => ({ extends: true as const, test })) };
}
