import { expect, test } from 'vitest';
import { initialFiles } from './size.mjs';

test('what the page names and what entries import statically is counted once, what is loaded later is not', () => {
  const manifest = {
    'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_shared'], css: ['assets/index.css'] },
    _shared: { file: 'assets/shared.js', imports: ['_deep'], css: ['assets/index.css'] },
    _deep: { file: 'assets/deep.js', imports: ['_shared'] },
    'later.ts': { file: 'assets/later.js', css: ['assets/later.css'] },
  };
  const html =
    '<script src="./theme.js"></script><script type="module" crossorigin src="./assets/index.js"></script>';
  expect(initialFiles(manifest, html)).toEqual({
    scripts: ['theme.js', 'assets/index.js', 'assets/shared.js', 'assets/deep.js'],
    styles: ['assets/index.css'],
  });
});
