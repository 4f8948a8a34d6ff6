// Numbers and nouns.

/** `counted(1, 'event')` is "1 event", `counted(118, 'event')` "118 events". */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** Five digits and more in groups of three, with a thin space that does not break. */
export function grouped(count: number | bigint): string {
  return count < 10_000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Bytes as people say them: 0 B, 780 KB, 1.2 MB, 60 GB. */
export function bytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const amount = count / 1_000 ** step;
  return `${amount < 10 && step > 0 ? amount.toFixed(1).replace('.0', '') : Math.round(amount)} ${units[step]}`;
}
