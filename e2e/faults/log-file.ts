// The log file that Chromium keeps the databases of an origin in, and what may happen to it.
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file that is written to now, in a profile that holds the databases of one origin. */
export async function logFile(profile: string): Promise<string> {
  const databases = join(profile, 'Default', 'IndexedDB');
  const [folder] = (await readdir(databases)).filter((name) => name.endsWith('.leveldb'));
  if (folder === undefined) throw new Error('Nothing is stored in this profile.');
  const logs = (await readdir(join(databases, folder))).filter((name) => name.endsWith('.log'));
  return join(databases, folder, logs.toSorted().at(-1) as string);
}

/** As a kill leaves it in the middle of a record: a checksum, a length of 512, a type, and less than that. */
export async function tear(file: string): Promise<void> {
  await appendFile(file, Buffer.concat([Buffer.from([1, 2, 3, 4, 0, 2, 1]), Buffer.alloc(100, 7)]));
}

/** As a disk leaves it that fails. */
export async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0xff, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2)));
}
