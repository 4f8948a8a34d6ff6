#!/usr/bin/env node
// Prints the library reference as Markdown: every public name with its docstring and its declaration, in the order of lib/index.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'reference-'));
try {
  emitDeclarations(folder);
  process.stdout.write(`# Library reference\n\n${publicNames(folder).map(describe).join('\n')}`);
} finally {
  rmSync(folder, { recursive: true });
}

function emitDeclarations(outDir) {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const flags = [
    '-p',
    'lib',
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    outDir,
  ];
  const { status } = spawnSync(process.execPath, [tsc, ...flags], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** Each public name with the text of the file that declares it. */
function publicNames(outDir) {
  const index = readFileSync(join(outDir, 'index.d.ts'), 'utf8');
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from '\.\/(.*)\.ts'/g)].flatMap(
    ([, names, file]) => {
      const text = readFileSync(join(outDir, `${file}.d.ts`), 'utf8');
      const trimmed = names.split(',').map((name) => name.replace(/\btype\b/, '').trim());
      return trimmed.filter(Boolean).map((name) => ({ name, file, text }));
    },
  );
}

function describe({ name, file, text }) {
  const start = text.search(
    new RegExp(`^export (?:declare )?(?:abstract )?(?:interface|type|class|function|const) ${name}\\b`, 'm'),
  );
  if (start < 0) throw new Error(`${name} is exported by lib/index.ts but not declared in lib/${file}.ts`);
  const doc = docBefore(text, start);
  if (doc === '') throw new Error(`${name} in lib/${file}.ts has no docstring`);
  const declaration = text.slice(start, endOfDeclaration(text, start));
  return `## ${name}\n\n${doc}\n\n\`\`\`ts\n${declaration.replace(/^export (declare )?/, '')}\n\`\`\`\n`;
}

/** Where no brace is open a line ends the declaration with a semicolon, or with the brace that closes the last one. */
function endOfDeclaration(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/**', at)) at = text.indexOf('*/', at) + 1;
    else if ('{(['.includes(text[at])) depth++;
    else if ('})]'.includes(text[at])) depth--;
    if (depth === 0 && text[at] === '\n' && ';}'.includes(text[at - 1])) return at;
  }
  return text.length;
}

function docBefore(text, start) {
  const before = text.slice(0, start);
  if (!before.trimEnd().endsWith('*/')) return '';
  const comment = before.slice(before.lastIndexOf('/**') + 3, before.lastIndexOf('*/'));
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .filter(Boolean)
    .join('\n');
}
