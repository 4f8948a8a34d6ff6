// What the pages and workers of the app may do: run and load what came with the app, and nothing else.

const OWN_FILES_ONLY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** For a page, in itself, so that it holds on any static host. */
export const PAGE_POLICY = OWN_FILES_ONLY.join('; ');

/** For a page, as a header, which can also keep it out of the frames of other sites. */
export const PAGE_HEADER = `${PAGE_POLICY}; frame-ancestors 'none'`;

/** For scripts, of which the workers among them heed it. The sandbox of the fold playground compiles its engine. */
export const WORKER_HEADER = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
