// The fold of each stream, kept in this browser.
import type { StreamName } from '../../../lib/index.ts';
import { browserStorage } from '../../browser-storage.ts';

export interface KeptFold {
  readonly code: string;
  /** A person ran exactly this text, so it may run again by itself. */
  readonly ran: boolean;
}

/** Null where none is kept. */
export function keptFold(storeName: string, stream: StreamName): KeptFold | null {
  const kept: unknown = JSON.parse(browserStorage.getItem(keyOf(storeName, stream)) ?? 'null');
  return isKeptFold(kept) ? kept : null;
}

export function keepFold(storeName: string, stream: StreamName, { code, ran }: KeptFold): void {
  browserStorage.setItem(keyOf(storeName, stream), JSON.stringify({ code, ran }));
}

export function forgetFolds(storeName: string): void {
  for (const key of browserStorage.keys()) {
    if (key.startsWith(keyOf(storeName, ''))) browserStorage.removeItem(key);
  }
}

function keyOf(storeName: string, stream: StreamName): string {
  return `fold/${encodeURIComponent(storeName)}/${stream}`;
}

function isKeptFold(value: unknown): value is KeptFold {
  const { code, ran } = (value ?? {}) as Partial<Record<keyof KeptFold, unknown>>;
  return typeof code === 'string' && typeof ran === 'boolean';
}
