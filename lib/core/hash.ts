// A hash for look-ups, not for secrets.

/** 53 bits, so that it is a whole number that IndexedDB can keep as a key. */
export function hash53(text: string): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return (mixed(high ^ (low >>> 15)) & 0x1fffff) * 2 ** 32 + (mixed(low ^ (high >>> 13)) >>> 0);
}

/** Spreads every bit over all others, as MurmurHash3 ends. */
function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
