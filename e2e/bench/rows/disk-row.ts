// What a log takes on disk: the files of the profile before and after it, each time with the browser ended.
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ContenderEntry } from '../contenders/list.ts';
import { firstLine } from '../machine/patience.ts';
import type { Session } from '../session.ts';
import type { DiskWorkload, Sample } from '../workloads/workload.ts';
import { type Row, scaledLog } from './row.ts';

/** Where Chromium and Firefox keep what pages store. */
const STORAGE = /^(IndexedDB|File System|WebStorage|storage)$/;

export async function measureDiskRow(
  session: Session,
  workload: DiskWorkload,
  contenders: readonly ContenderEntry[],
  { scale }: { readonly scale: number },
): Promise<Row> {
  const events = scaledLog(workload, scale) ?? 0;
  const samples = new Map<string, readonly Sample[]>();
  const failures = new Map<string, string>();
  await session.rest();
  for (const contender of contenders) {
    try {
      samples.set(contender.name, [await sizeOnDisk(session, contender, events)]);
    } catch (error) {
      failures.set(contender.name, firstLine(error));
      await session.rest();
    }
  }
  return { info: workload, samples, failures };
}

async function sizeOnDisk(session: Session, contender: ContenderEntry, events: number): Promise<Sample> {
  const before = await storedBytes(session.folder);
  await fill(session, contender, events);
  await session.rest();
  // What was written last is in a log of the database still, and is put in its place when that is opened again.
  const beside = await fill(session, contender, events);
  await session.rest();
  return { value: (await storedBytes(session.folder)) - before, beside };
}

/** @returns the bytes that the browser says are used */
async function fill(session: Session, contender: ContenderEntry, events: number): Promise<number> {
  // Alone, so that nothing of another is put in order meanwhile.
  const page = await session.newPage(contender, `disk-of-${contender.name}`);
  return page.evaluate(async (count) => {
    await window.bench.fill(count);
    await window.bench.look(count);
    return window.bench.estimated();
  }, events);
}

async function storedBytes(folder: string): Promise<number> {
  const paths = await readdir(folder, { recursive: true });
  const stored = paths.filter((path) => path.split(sep).some((part) => STORAGE.test(part)));
  const sizes = await Promise.all(stored.map((path) => sizeOf(join(folder, path))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** In blocks on disk, since a file may be larger than what it holds. */
async function sizeOf(path: string): Promise<number> {
  const { blocks } = await stat(path);
  return blocks * 512;
}
