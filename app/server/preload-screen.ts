// Tells the page where the code of each screen is, so that it is fetched beside the code that starts the app.
import type { Plugin, Rolldown } from 'vite';

/**
 * By the first part of an address, with a `/` when another follows. The list of streams comes with the app itself, but not
 * what it shows to those who come for the first time.
 */
const SCREENS = {
  streams: 'features/streams/EmptyStore.tsx',
  'streams/': 'features/stream/StreamScreen.tsx',
  post: 'features/compose/ComposePage.tsx',
  'post/': 'features/compose/ComposePage.tsx',
  requests: 'features/requests/RequestsPage.tsx',
  'requests/': 'features/requests/RequestPage.tsx',
  lab: 'features/lab/LabPage.tsx',
  'lab/': 'features/lab/ScenarioPage.tsx',
  play: 'features/play/PlayPage.tsx',
  'play/': 'features/play/PlayPage.tsx',
  settings: 'features/settings/SettingsPage.tsx',
} as const;

/** Gives the files of each screen to `public/preload.js`, which knows the address. */
export function preloadScreen(): Plugin {
  return {
    name: 'preload-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const files = Object.entries(SCREENS).map(([address, source]) => [address, filesOf(source, chunks)]);
        const list = JSON.stringify(Object.fromEntries(files));
        return html.replace(/(?=src="[^"]*preload\.js")/, () => `data-screens='${list}' `);
      },
    },
  };
}

/** The files of a screen that the page does not name by itself. */
function filesOf(source: string, chunks: readonly Rolldown.OutputChunk[]): readonly string[] {
  const screen = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source));
  if (screen === undefined) throw new Error(`The build has no file for ${source}.`);
  const needed = chunks.filter(({ fileName, isEntry }) => !isEntry && screen.imports.includes(fileName));
  return [screen, ...needed].flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
}
