// Promises that are kept in one engine only, or that only one engine lets a test provoke.

export const CHROMIUM_ONLY: readonly { readonly file: string; readonly because: string }[] = [
  { file: 'crash.spec.ts', because: '' },
];
