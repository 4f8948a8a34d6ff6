// What a log takes, on disk and in memory.
import type { DiskWorkload, HeapWorkload } from './workload.ts';

const BYTES = {
  unit: 'bytes',
  per: 'store',
  durability: 'relaxed',
  writes: false,
  compared: 'by itself',
} as const;

export const disk: DiskWorkload = {
  ...BYTES,
  kind: 'disk',
  name: 'disk',
  title: 'disk for 100,000 events',
  rawWork: 'as many records',
  beside: 'as the browser estimates',
  log: 100_000,
};

export function heap(log: number): HeapWorkload {
  return {
    ...BYTES,
    kind: 'heap',
    name: `heap-${log}`,
    title: `memory of an open store of ${log.toLocaleString('en')} events`,
    rawWork: 'a connection',
    log,
  };
}

export const heaps: readonly HeapWorkload[] = [heap(100_000), heap(1_000_000)];
