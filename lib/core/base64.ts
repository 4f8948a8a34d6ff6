// Bytes as Base64 text (RFC 4648, with padding) and back.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const PADDING = '='.charCodeAt(0);
/** A whole number of groups that is safe to spread over the arguments of one call. */
const CHUNK_BYTES = 3 * 4096;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    text += String.fromCharCode(...codesOf(bytes.subarray(start, start + CHUNK_BYTES)));
  }
  return text;
}

function codesOf(bytes: Uint8Array): Uint8Array {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const digits = Math.min(bytes.length - from, 3) + 1;
    const bits = (byteAt(bytes, from) << 16) | (byteAt(bytes, from + 1) << 8) | byteAt(bytes, from + 2);
    for (let digit = 0; digit < digits; digit++) {
      codes[to + digit] = CODES[(bits >> (18 - 6 * digit)) & 63] as number;
    }
  }
  return codes;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

/** Undefined when it is no Base64, or not the one text that `toBase64` writes for some bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const digits = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array((digits * 3) >> 2);
  let bits = 0;
  for (let at = 0, to = 0; at < digits; at++) {
    const value = VALUES.get(text.charCodeAt(at));
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    if (at % 4 > 0) bytes[to++] = bits >> (6 - 2 * (at % 4));
  }
  // Bits past the last byte would be lost in silence.
  const spare = digits % 4 === 0 ? 0 : bits & (digits % 4 === 2 ? 0b1111 : 0b11);
  return spare === 0 ? bytes : undefined;
}
