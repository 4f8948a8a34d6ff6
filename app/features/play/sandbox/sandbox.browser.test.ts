// The sandbox as the page uses it: a real worker, a real engine, and code that would like to get out.
import { afterEach, expect, test } from 'vitest';
import { createFoldClient, type FoldClient } from '../fold-client.ts';
import type { Answer, Problem } from './protocol.ts';

let client: FoldClient | undefined;
afterEach(() => client?.close());

/** Folds `count` events `{"eventNumber":n,"type":"T","data":{"n":n}}`, and gives what came of it. */
async function fold(code: string, { at = 2, data = (n: number) => `{"n":${n}}` } = {}): Promise<Answer> {
  client?.close();
  client = createFoldClient({
    async read(from, count) {
      return Array.from({ length: count }, (_, index) => {
        const number = from + index;
        return { number, json: `{"eventNumber":${number},"type":"T","data":${data(number)}}` };
      });
    },
    onProgress: () => {},
  });
  return client.ask({ code, first: 0, at });
}

async function stateOf(code: string, options?: Parameters<typeof fold>[1]): Promise<unknown> {
  const answer = await fold(code, options);
  if (answer.kind !== 'state') throw new Error(JSON.stringify(answer));
  return JSON.parse(answer.state.json);
}

async function problemOf(code: string, options?: Parameters<typeof fold>[1]): Promise<Problem> {
  const answer = await fold(code, options);
  if (answer.kind !== 'problem') throw new Error(JSON.stringify(answer));
  return answer.problem;
}

/** A fold whose state is what the expression gives, or what it throws. */
const seen = (expression: string) =>
  `const initial = null;
   const fold = () => {
     try { return String(${expression}); } catch (error) { return 'threw ' + error.name; }
   };`;

test('a fold gets the events one by one, and its state comes out as JSON', async () => {
  const code = 'const initial = () => []; const fold = (state, { data }) => [...state, data.n];';
  expect(await stateOf(code)).toEqual([0, 1, 2]);
});

const OUTSIDE = [
  ...['self', 'window', 'document', 'location', 'navigator', 'fetch', 'XMLHttpRequest', 'WebSocket'],
  ...['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore', 'BroadcastChannel'],
  ...['Worker', 'SharedWorker', 'importScripts', 'postMessage', 'addEventListener', 'close', 'setTimeout'],
  ...['crypto', 'performance', 'console', 'WebAssembly', 'process', 'require', 'std', 'os', 'scriptArgs'],
];

test('inside there is nothing of a page, a worker or a server', async () => {
  const names = JSON.stringify(OUTSIDE);
  expect(await stateOf(seen(`${names}.filter((name) => name in globalThis)`))).toBe('');
  const types = `[${OUTSIDE.map((name) => `typeof ${name}`).join()}]`;
  expect(await stateOf(seen(`${types}.filter((type) => type !== 'undefined')`))).toBe('');
});

test('the ways out through constructors lead back inside', async () => {
  for (const way of [
    "fold.constructor('return typeof fetch + typeof self + typeof postMessage')()",
    "[].constructor.constructor('return typeof fetch + typeof self + typeof postMessage')()",
    "Reflect.getPrototypeOf(function* () {}).constructor('yield typeof fetch + typeof self + typeof postMessage')().next().value",
    "(0, eval)('typeof fetch + typeof self + typeof postMessage')",
    "new Error().constructor.constructor('return typeof fetch + typeof self + typeof postMessage')()",
  ]) {
    expect(await stateOf(seen(way)), way).toBe('undefinedundefinedundefined');
  }
});

test('import() loads nothing', async () => {
  const code = `let came = 'nothing';
    import('./worker.ts').then((it) => { came = it; }, () => {});
    const initial = null;
    const fold = () => came;`;
  expect(await stateOf(code)).toBe('nothing');
  expect(await problemOf("import { say } from './worker.ts';")).toMatchObject({ kind: 'text', line: 1 });
});

test('changing the built-ins is over with the fold that did it', async () => {
  await fold(`JSON.parse = JSON.stringify = Object.keys = Array.isArray = () => { throw 1; };
    Array.prototype.push = null; Object.prototype.toJSON = () => 'changed';
    const initial = 0; const fold = (state) => state;`);
  const code = 'const initial = { n: 0 }; const fold = (state, { data }) => ({ n: state.n + data.n });';
  expect(await client?.ask({ code, first: 0, at: 2 })).toMatchObject({ state: { json: '{"n":3}' } });
});

test('a loop without an end is stopped after a second, and the event is named', async () => {
  const code = `const initial = 0;
    const fold = (state, { eventNumber }) => { while (eventNumber === 1); return state; };`;
  expect(await problemOf(code)).toMatchObject({ kind: 'time', at: 1 });
  expect(await problemOf('while (true);')).toMatchObject({ kind: 'time', at: null });
  const stubborn = 'const initial = 0; const fold = () => { for (;;) try { for (;;); } catch {} };';
  expect(await problemOf(stubborn)).toMatchObject({ kind: 'time', at: 0 });
  const regex = "const initial = 0; const fold = () => /^(a+)+$/.test('a'.repeat(60) + 'b');";
  expect(await problemOf(regex)).toMatchObject({ kind: 'time', at: 0 });
});

test('many quick events may take longer than a second together', async () => {
  const busy = 'const initial = 0; const fold = (n) => { for (let i = 0; i < 3e5; i++); return n + 1; };';
  expect(await stateOf(busy, { at: 199 })).toBe(200);
});

test('memory without an end is refused, and the event is named', async () => {
  const code = `const initial = 0;
    const fold = (state, { eventNumber }) => {
      let held = 'x';
      while (eventNumber === 2) held += held;
      return state;
    };`;
  expect(await problemOf(code)).toMatchObject({ kind: 'memory', at: 2 });
  const grows = "const initial = []; const fold = (state) => [...state, 'x'.repeat(1e6)];";
  expect(await problemOf(grows, { at: 99 })).toMatchObject({ kind: 'memory' });
  expect(await problemOf("const initial = 0; const fold = () => 'x'.repeat(2 ** 29);")).toMatchObject({
    kind: 'memory',
    at: 0,
  });
});

test('calls and states without an end are refused', async () => {
  expect(await problemOf('const initial = 0; const fold = (s, e) => fold(s, e);')).toMatchObject({
    kind: 'depth',
    at: 0,
    line: 1,
  });
  const holdsItself = 'const initial = () => ({}); const fold = (s) => { s.me = s; return s; };';
  expect(await problemOf(holdsItself)).toMatchObject({ kind: 'depth' });
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const keeps = 'const initial = 0; const fold = (s, { data }) => data;';
  expect(await problemOf(keeps, { data: () => nested })).toMatchObject({ kind: 'depth', at: 0 });
  expect(await problemOf(`const x = ${nested}`)).toMatchObject({ kind: 'depth', at: null });
});

test('one step that hangs is ended from outside', async () => {
  const code = `const initial = 0;
    const fold = () => ('a'.repeat(3e6) + 'b').indexOf('a'.repeat(15e5) + 'c');`;
  expect(await problemOf(code)).toMatchObject({ kind: 'silent', at: 0 });
  const next = 'const initial = 0; const fold = (state) => state + 1;';
  expect(await client?.ask({ code: next, first: 0, at: 4 })).toMatchObject({ kind: 'state' });
}, 20_000);

test('an event of 4 MiB is folded', async () => {
  const length = 4 * 2 ** 20 - 2;
  const code = 'const initial = 0; const fold = (state, { data }) => state + data.length;';
  expect(await stateOf(code, { data: () => JSON.stringify('x'.repeat(length)) })).toBe(3 * length);
});

test('what is thrown is told with its line', async () => {
  const code = `const initial = {};
const fold = (state, { eventNumber }) => {
  if (eventNumber === 1) state.missing.name = 1;
  return state;
};`;
  expect(await problemOf(code)).toMatchObject({ kind: 'thrown', at: 1, line: 3 });
  expect((await problemOf(code)).says).toMatch(/^TypeError: cannot set property 'name'/);
  expect((await problemOf("const initial = 0; const fold = () => { throw 'no'; };")).says).toBe('no');
  expect((await problemOf('const initial = 0; const fold = () => { throw { a: 1 }; };')).says).toBe(
    '{"a":1}',
  );
  const nasty = 'const initial = 0; const fold = () => { throw { get a() { throw 1; } }; };';
  expect((await problemOf(nasty)).says).toBe('It threw something that cannot be described.');
});

test('a text that cannot be read is told with its line', async () => {
  expect(await problemOf('const initial = 0;\nconst fold = ;')).toMatchObject({
    kind: 'text',
    at: null,
    line: 2,
  });
  expect((await problemOf('const initial = 0;')).says).toMatch(/^Declare a function fold/);
  expect((await problemOf('const fold = (s) => s;')).says).toMatch(/^Declare initial/);
  expect((await problemOf('const initial = 0; const fold = 1;')).says).toMatch(/^Declare a function fold/);
});

test.each([
  ['new Map()', 'state.it is a Map.'],
  ['[1, [() => 1]]', 'state.it[1][0] is a function.'],
  ['NaN', 'state.it is NaN.'],
  ['10n', 'state.it is a bigint.'],
  ['new Date(0)', 'state.it is a Date.'],
  ['Promise.resolve()', 'state.it is a Promise.'],
  ['[undefined]', 'state.it[0] is undefined.'],
])('a state with %s cannot be kept, and says why', async (value, says) => {
  const problem = await problemOf(`const initial = {}; const fold = () => ({ it: ${value} });`);
  expect(problem).toMatchObject({ kind: 'not_json', says });
});

test('nothing returned is a mistake, told at its event', async () => {
  const problem = await problemOf('const initial = {}; const fold = (state) => { state.a = 1; };');
  expect(problem).toMatchObject({ kind: 'thrown', at: 0 });
  expect(problem.says).toMatch(/fold returned undefined/);
});

test('there is no clock and no chance inside, but dates of events', async () => {
  expect(await stateOf(seen('Math.random()'))).toBe('threw TypeError');
  expect(await stateOf(seen('Date.now()'))).toBe('threw TypeError');
  expect(await stateOf(seen('new Date()'))).toBe('threw TypeError');
  expect(await stateOf(seen("new Date('2026-11-20T08:14:22.377Z').getTime()"))).toBe('1795162462377');
});

test('after a problem the same client folds the next text', async () => {
  await fold('while (true);');
  const code = 'const initial = 0; const fold = (state) => state + 1;';
  expect(await client?.ask({ code, first: 0, at: 4 })).toMatchObject({ kind: 'state', state: { json: '5' } });
});

test('a long fold is stopped by hand, and goes on from there', async () => {
  const code = 'const initial = 0; const fold = (n) => { for (let i = 0; i < 1e5; i++); return n + 1; };';
  const reads: number[] = [];
  const own = createFoldClient({
    async read(from, count) {
      reads.push(from);
      return Array.from({ length: count }, (_, index) => ({ number: from + index, json: '{}' }));
    },
    onProgress: () => own.stop(),
  });
  client = own;
  const ask = { code, first: 0, at: 2_000 };
  const stopped = await own.ask(ask);
  expect(stopped.kind).toBe('stopped');
  const reached = stopped.kind === 'stopped' ? stopped.at : 0;
  expect(reached).toBeLessThan(2_000);
  reads.length = 0;
  await own.ask(ask);
  expect(reads[0]).toBe(reached + 1);
});
