// A file system of a few megabytes, which `npm run faults` makes, and that others can fill.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Takes so many bytes. */
  take(bytes: number): Promise<void>;
  /** Gives back all that was taken. */
  giveBack(): Promise<void>;
}

export function smallDisk(): SmallDisk {
  const folder = process.env.SMALL_DISK;
  if (folder === undefined) throw new Error('Only "npm run faults" has a small disk.');
  const taken: string[] = [];

  return {
    folder,
    async take(bytes) {
      const file = join(folder, `taken-${taken.length}`);
      taken.push(file);
      await writeFile(file, Buffer.alloc(bytes, 1));
    },
    async giveBack() {
      for (const file of taken.splice(0)) await rm(file);
    },
  };
}
