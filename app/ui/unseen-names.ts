// What characters that cannot be seen are called.

/** From code point to code point; the first range that fits counts. */
const RANGES: readonly (readonly [first: number, last: number, name: string])[] = [
  [0x00, 0x00, 'null'],
  [0x08, 0x08, 'backspace'],
  [0x09, 0x09, 'tab'],
  [0x0a, 0x0a, 'line feed'],
  [0x0d, 0x0d, 'carriage return'],
  [0x1b, 0x1b, 'escape'],
  [0x20, 0x20, 'space'],
  [0x7f, 0x7f, 'delete'],
  [0x85, 0x85, 'next line'],
  [0x00, 0x9f, 'control character'],
  [0xa0, 0xa0, 'no-break space'],
  [0xad, 0xad, 'soft hyphen'],
  [0x34f, 0x34f, 'combining grapheme joiner'],
  [0x61c, 0x61c, 'Arabic letter mark'],
  [0x1680, 0x1680, 'Ogham space'],
  [0x180e, 0x180e, 'Mongolian vowel separator'],
  [0x2002, 0x2002, 'en space'],
  [0x2003, 0x2003, 'em space'],
  [0x2007, 0x2007, 'figure space'],
  [0x2009, 0x2009, 'thin space'],
  [0x200a, 0x200a, 'hair space'],
  [0x2000, 0x200a, 'wide space'],
  [0x200b, 0x200b, 'zero width space'],
  [0x200c, 0x200c, 'zero width non-joiner'],
  [0x200d, 0x200d, 'zero width joiner'],
  [0x200e, 0x200e, 'left-to-right mark'],
  [0x200f, 0x200f, 'right-to-left mark'],
  [0x2028, 0x2028, 'line separator'],
  [0x2029, 0x2029, 'paragraph separator'],
  [0x202a, 0x202a, 'left-to-right embedding'],
  [0x202b, 0x202b, 'right-to-left embedding'],
  [0x202c, 0x202c, 'pop directional formatting'],
  [0x202d, 0x202d, 'left-to-right override'],
  [0x202e, 0x202e, 'right-to-left override'],
  [0x202f, 0x202f, 'narrow no-break space'],
  [0x205f, 0x205f, 'medium mathematical space'],
  [0x2060, 0x2060, 'word joiner'],
  [0x2061, 0x2064, 'invisible operator'],
  [0x2066, 0x2066, 'left-to-right isolate'],
  [0x2067, 0x2067, 'right-to-left isolate'],
  [0x2068, 0x2068, 'first strong isolate'],
  [0x2069, 0x2069, 'pop directional isolate'],
  [0x206a, 0x206f, 'deprecated format character'],
  [0x2800, 0x2800, 'braille blank'],
  [0x3000, 0x3000, 'ideographic space'],
  [0x3164, 0x3164, 'Hangul filler'],
  [0xd800, 0xdfff, 'half of a surrogate pair'],
  [0xfe00, 0xfe0f, 'variation selector'],
  [0xfeff, 0xfeff, 'byte order mark'],
  [0xfff9, 0xfffb, 'interlinear annotation'],
  [0xe0100, 0xe01ef, 'variation selector'],
];

/** `right-to-left override`; of a tag character the one it stands for: `tag x`. */
export function unseenName(codePoint: number): string {
  if (codePoint > 0xe0020 && codePoint < 0xe007f) return `tag ${String.fromCodePoint(codePoint - 0xe0000)}`;
  const range = RANGES.find(([first, last]) => first <= codePoint && codePoint <= last);
  return range?.[2] ?? 'invisible character';
}
