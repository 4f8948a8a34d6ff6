// A file system of a few megabytes, which `npm run faults` makes, and that others can fill.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MORE_THAN_ALL = 256 * 1024 * 1024;

export interface SmallDisk {
  readonly folder: string;
  /** Takes so many bytes. */
  take(bytes: number): Promise<void>;
  /** Takes all that is left, to the last byte. */
  takeRest(): Promise<void>;
  /** Gives back all that was taken. */
  giveBack(): Promise<void>;
}

export function smallDisk(): SmallDisk {
  const folder = process.env.SMALL_DISK ?? '';
  if (folder === '') throw new Error('Only "npm run faults" has a small disk.');
  const taken: string[] = [];

  async function take(bytes: number): Promise<void> {
    const file = join(folder, `taken-${taken.length}`);
    taken.push(file);
    await writeFile(file, Buffer.alloc(bytes, 1));
  }

  return {
    folder,
    take,
    async takeRest() {
      // A file that does not fit keeps what did.
      await take(MORE_THAN_ALL).catch(() => {});
    },
    async giveBack() {
      for (const file of taken.splice(0)) await rm(file);
    },
  };
}
