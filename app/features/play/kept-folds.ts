// The fold of each stream, kept in this browser.
import type { StreamName } from '../../../lib/index.ts';

export interface KeptFold {
  readonly code: string;
  /** A person ran exactly this text, so it may run again by itself. */
  readonly ran: boolean;
}

/** Null where none is kept. */
export function keptFold(storeName: string, stream: StreamName): KeptFold | null {
  const kept: unknown = JSON.parse(localStorage.getItem(keyOf(storeName, stream)) ?? 'null');
  return isKeptFold(kept) ? kept : null;
}

export function keepFold(storeName: string, stream: StreamName, { code, ran }: KeptFold): void {
  try {
    localStorage.setItem(keyOf(storeName, stream), JSON.stringify({ code, ran }));
  } catch {
    // No room, or not allowed to keep anything: it is there as long as the screen is.
  }
}

export function forgetFolds(storeName: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(keyOf(storeName, ''))) localStorage.removeItem(key);
  }
}

function keyOf(storeName: string, stream: StreamName): string {
  return `fold/${encodeURIComponent(storeName)}/${stream}`;
}

function isKeptFold(value: unknown): value is KeptFold {
  const { code, ran } = (value ?? {}) as Partial<Record<keyof KeptFold, unknown>>;
  return typeof code === 'string' && typeof ran === 'boolean';
}
