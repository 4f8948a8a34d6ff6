// Seconds in words.

const UNITS = [
  ['day', 86_400n],
  ['hour', 3_600n],
  ['minute', 60n],
] as const;

/** `90 seconds`; `3600 seconds (1 hour)`: in brackets the largest unit that fits without rest. */
export function duration(seconds: bigint): string {
  const exact = counted(seconds, 'second');
  const unit = UNITS.find(([, length]) => seconds % length === 0n);
  return unit === undefined ? exact : `${exact} (${counted(seconds / unit[1], unit[0])})`;
}

function counted(count: bigint, noun: string): string {
  return `${count} ${count === 1n ? noun : `${noun}s`}`;
}
