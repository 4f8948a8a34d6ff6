// Hands a file to the browser's downloads.

/** Longer than any browser takes to begin a download. */
const KEPT_MS = 60_000;

export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** `event-store-2026-11-21.ndjson.gz`: the store and the local day. What no file name may hold becomes a dash. */
export function backupName(store: string, now: Date, gzip: boolean): string {
  const name = store.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'store';
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${name}-${day}.ndjson${gzip ? '.gz' : ''}`;
}
