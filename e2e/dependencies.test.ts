import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
}

const LOCK_FILES = ['package-lock.json', 'e2e/bench/package-lock.json', 'e2e/lighthouse/package-lock.json'];

/** They ask for no more than their notice, so what comes with the app may be given on under MIT. */
const PERMISSIVE = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['Unlicense', 'CC0-1.0'],
];
/** Of tools, which run beside the app and are no part of it: changes of their files stay under their licence. */
const FOR_TOOLS = [...PERMISSIVE, 'MPL-2.0', 'CC-BY-4.0'];

/** They name their licence elsewhere than in the field for it: seen in the file beside them. */
const SEEN: ReadonlyMap<string, string> = new Map([['parse-cache-control', 'BSD-3-Clause']]);

function lockedIn(file: string): readonly (readonly [string, Locked])[] {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => [path.split('node_modules/').at(-1) ?? path, locked]);
}

/** One of the alternatives is enough. */
function isAmong(allowed: readonly string[], name: string, license = SEEN.get(name) ?? 'none'): boolean {
  return license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => allowed.includes(alternative));
}

test.each(LOCK_FILES)('%s pins what is installed by its content, wherever it comes from', (file) => {
  const locked = lockedIn(file);
  expect(locked.length).toBeGreaterThan(50);
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(
    locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([name]) => name),
  ).toEqual([]);
});

test.each(LOCK_FILES)('in %s every licence goes together with MIT', (file) => {
  const wrong = lockedIn(file).filter(([name, { license }]) => !isAmong(FOR_TOOLS, name, license));
  expect(wrong).toEqual([]);
});

test('what comes with the app is permissive, all the way down', () => {
  const shipped = lockedIn('package-lock.json').filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(shipped.map(([name]) => name)).toContain('react');
  expect(shipped.filter(([name, { license }]) => !isAmong(PERMISSIVE, name, license))).toEqual([]);
});

test('a licence that asks for more is noticed', () => {
  expect(isAmong(FOR_TOOLS, 'some', 'GPL-3.0')).toBe(false);
  expect(isAmong(FOR_TOOLS, 'some', 'SEE LICENSE IN LICENSE')).toBe(false);
  expect(isAmong(FOR_TOOLS, 'some')).toBe(false);
  expect(isAmong(PERMISSIVE, 'some', '(GPL-3.0 OR MIT)')).toBe(true);
  expect(isAmong(PERMISSIVE, 'some', 'MPL-2.0')).toBe(false);
});

/** The names and reasons in the tables of a heading in SECURITY.md. */
function listed(heading: string): ReadonlyMap<string, string> {
  const section = readFileSync('SECURITY.md', 'utf8').split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  const rows = [...section.matchAll(/^\| (`.+?`(?:, `.+?`)*) \| (.+?) \|$/gm)];
  return new Map(
    rows.flatMap(([, names = '', reason = '']) =>
      [...names.matchAll(/`(.+?)`/g)].map(([, name = '']) => [name, reason]),
    ),
  );
}

test.each([
  ['In the app', 'dependencies'],
  ['To build and to test it', 'devDependencies'],
] as const)(
  'SECURITY.md, "%s": each of the %s has a reason, and nothing else is listed',
  (heading, field) => {
    const { [field]: direct } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      typeof field,
      object
    >;
    const reasons = listed(heading);
    expect([...reasons.keys()].toSorted()).toEqual(Object.keys(direct).toSorted());
    for (const [name, reason] of reasons) expect(reason.length, name).toBeGreaterThan(20);
  },
);

test('every test that SECURITY.md names is there', () => {
  const named = readFileSync('SECURITY.md', 'utf8').match(
    /\b(?:lib|app|e2e)\/[\w/-]+(?:\.browser)?\.(?:test|spec)\.ts/g,
  );
  expect(named?.length).toBeGreaterThan(10);
  expect(named?.filter((file) => !existsSync(file))).toEqual([]);
});
