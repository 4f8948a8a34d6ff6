// `npm run docs` prints every public name with its docstring and its whole declaration.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('each public name is in the reference, explained and whole', { timeout: 60_000 }, () => {
  const reference = execFileSync(process.execPath, ['e2e/reference.mjs'], { encoding: 'utf8' });
  const parts = reference.split(/^## /m).slice(1);
  const names = [...readFileSync('lib/index.ts', 'utf8').matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((name) => name.replace(/\btype\b/, '').trim())
      .filter((name) => name !== ''),
  );
  expect(parts.map((part) => part.split('\n', 1)[0])).toEqual(names);
  for (const part of parts) expect(part).toMatch(/^\w+\n\n\S.*\n\n```ts\n\w.*[;}]\n```\n/s);
});
