// Where many ids share a hash, all is as where none does: the models on a hash of three values.
import 'fake-indexeddb/auto';
import { vi } from 'vitest';

vi.mock('./core/hash.ts', () => ({
  hash53: (text: string) => [...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 3,
}));

await import('./model.test.ts');
await import('./model-deletes.test.ts');
