import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Who may import whom in lib and app. The first room that a file is in counts; what is not allowed is forbidden. */
const ROOMS: readonly {
  readonly name: string;
  readonly room: RegExp;
  readonly may: readonly RegExp[];
  readonly because: string;
}[] = [
  {
    name: 'lib/core',
    room: /^lib\/core\//,
    may: [/^lib\/core\//],
    because: 'the core decides from what it is given: no I/O, no clock, no randomness',
  },
  {
    name: 'lib/http',
    room: /^lib\/http\//,
    may: [/^lib\/http\//, /^lib\/core\//, /^lib\/(event-store|errors|event-data)\.ts$/, /^uuid$/],
    because: 'HTTP speaks to a store by its interface, and to no database',
  },
  {
    name: 'lib/database.ts',
    room: /^lib\/database\.ts/,
    may: [/^lib\/(core\/|(errors|schema|transaction|connection|add-records|fresh-log|engine)\.ts$)/, /^idb$/],
    because: 'it keeps records and knows no rule of what may be appended',
  },
  {
    name: 'lib',
    room: /^lib\//,
    may: [/^lib\/(?!http\/)/, /^(idb|uuid)$/],
    because: 'the store runs without HTTP, without the app and without React',
  },
  {
    name: 'app/server',
    room: /^app\/server\/(?!tab\.ts)/,
    may: [/^app\/(server\/|(stream-address|content-policy)\.ts$)/, /^lib\/http\//, /^node:/, /^vite$/],
    because: 'the local server passes requests on; only a tab has a store',
  },
  {
    name: 'app/client',
    room: /^app\/client\//,
    may: [
      /^app\/(client\/|ui\/|[^/]+$)/,
      /^lib\/((index|own-database)\.ts$|http\/)/,
      /^(idb|react|uuid|jsonc-parser)$/,
    ],
    because: "the client's side of the wire knows no screen",
  },
  {
    name: 'app/features/play/sandbox',
    room: /^app\/features\/play\/sandbox\//,
    may: [
      /^app\/features\/play\/sandbox\//,
      /^(quickjs-emscripten-core|@jitl\/quickjs-wasmfile-release-sync(\/wasm\?url)?)$/,
    ],
    because: 'where the code of a stranger may run there is no store, no page and nothing of the app',
  },
  {
    name: 'app',
    room: /^app\//,
    may: [
      /^app\/(?!server\/|service-worker\.ts)/,
      /^app\/server\/wire\.ts$/,
      /^lib\/((index|own-database)\.ts$|http\/)/,
      /^(react|react-dom(\/client)?|lucide-react|jsonc-parser|workbox-precaching|uuid)$/,
    ],
    because: 'the app knows the store by its public names, and nothing of how it is kept or served',
  },
];

const files = ['lib', 'app']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));

const sourceOf = (file: string) => readFileSync(file, 'utf8');

interface Import {
  /** A package by its name, an own file by its path in the project. */
  readonly name: string;
  /** Gone when the program runs. */
  readonly isType: boolean;
}

const IMPORT = /^(?:import|export)(\s+type)?\s+(?:[\w*\s{},]+?\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function importsOf(file: string): readonly Import[] {
  return [...sourceOf(file).matchAll(IMPORT)].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? '';
    const path = name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
    return { name: path, isType: type !== undefined };
  });
}

test('the test sees the files and their imports', () => {
  expect(files.length).toBeGreaterThan(20);
  const names = (file: string) => importsOf(file).map(({ name }) => name);
  expect(names('app/service-worker.ts')).toContain('workbox-precaching');
  expect(names('lib/index.ts')).toContain('lib/event-store.ts');
});

test.each(ROOMS.map((each) => [each.name, each.because, each] as const))(
  '%s: %s',
  (_name, _because, { room, may }) => {
    const here = files.filter((file) => ROOMS.find((each) => each.room.test(file))?.room === room);
    expect(here).not.toEqual([]);
    const wrong = here.flatMap((file) =>
      importsOf(file)
        .filter(({ name }) => !name.endsWith('.css') && !may.some((allowed) => allowed.test(name)))
        .map(({ name }) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  },
);

test('the core asks no clock and no chance: both are given to it', () => {
  const impure = /\b(?:Date\.now|new Date\(\)|Math\.random|crypto\.|performance\.|setTimeout|async |await )/;
  const wrong = files.filter((file) => file.startsWith('lib/core/') && impure.test(sourceOf(file)));
  expect(wrong).toEqual([]);
});

const filesWith = (pattern: RegExp, rooms: RegExp) =>
  files.filter((file) => rooms.test(file) && pattern.test(sourceOf(file)));

test('only database.ts begins transactions, so that one place decides what a commit is', () => {
  expect(filesWith(/\.transaction\(/, /^lib\//)).toEqual(['lib/database.ts']);
});

test('only connection.ts opens and deletes databases, so that each refusal is told in words', () => {
  expect(filesWith(/\b(?:openDB|deleteDB)\(|\bindexedDB\b/, /^(?:lib|app)\//)).toEqual(['lib/connection.ts']);
});

test('only browser-storage.ts uses localStorage and sessionStorage, which throw where site data are blocked', () => {
  const storages = /\b(?:local|session)Storage\b/;
  expect(filesWith(storages, /^(?:lib|app)\//)).toEqual(['app/browser-storage.ts']);
  const scripts = ['index.html', ...readdirSync('app/public').map((name) => join('app/public', name))];
  // Of what runs before the app only this one does, and it expects to be refused.
  expect(scripts.filter((file) => storages.test(sourceOf(file)))).toEqual(['app/public/theme.js']);
  expect(sourceOf('app/public/theme.js')).toMatch(/^try \{$.*Storage.*^\} catch/ms);
});

test('only channel.ts opens a channel between tabs, which not every page may', () => {
  expect(filesWith(/\bnew BroadcastChannel\b/, /^(?:lib|app)\//)).toEqual(['lib/channel.ts']);
});

test('what the app needs for a database of its own is no public name of the library', () => {
  const [own = [], index = []] = ['own-database', 'index'].map((name) =>
    importsOf(`lib/${name}.ts`).map((each) => each.name),
  );
  expect(own).toContain('lib/connection.ts');
  expect(index.filter((name) => own.includes(name))).toEqual([]);
});

test('nobody imports in a circle, so that each file can be read after those it needs', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  function walk(file: string, way: readonly string[]): void {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const { name, isType } of importsOf(file)) {
      if (!isType && files.includes(name)) walk(name, [...way, file]);
    }
    done.add(file);
  }
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});
