// What characters that cannot be seen are called.

/** Code points in hexadecimal, or from one to another; the first line that fits counts. A text, since that is short. */
const NAMES = `
00 null
08 backspace
09 tab
0a line feed
0d carriage return
1b escape
20 space
7f delete
85 next line
00-9f control character
a0 no-break space
ad soft hyphen
34f combining grapheme joiner
61c Arabic letter mark
1680 Ogham space
180e Mongolian vowel separator
2002 en space
2003 em space
2007 figure space
2009 thin space
200a hair space
2000-200a wide space
200b zero width space
200c zero width non-joiner
200d zero width joiner
200e left-to-right mark
200f right-to-left mark
2028 line separator
2029 paragraph separator
202a left-to-right embedding
202b right-to-left embedding
202c pop directional formatting
202d left-to-right override
202e right-to-left override
202f narrow no-break space
205f medium mathematical space
2060 word joiner
2061-2064 invisible operator
2066 left-to-right isolate
2067 right-to-left isolate
2068 first strong isolate
2069 pop directional isolate
206a-206f deprecated format character
2800 braille blank
3000 ideographic space
3164 Hangul filler
d800-dfff half of a surrogate pair
fe00-fe0f variation selector
feff byte order mark
fff9-fffb interlinear annotation
e0100-e01ef variation selector
`;

const RANGES = [...NAMES.matchAll(/^(\w+)-?(\w*) (.+)$/gm)].map(([, first = '', last, name]) => ({
  first: Number.parseInt(first, 16),
  last: Number.parseInt(last || first, 16),
  name,
}));

/** `right-to-left override`; of a tag character the one it stands for: `tag x`. */
export function unseenName(codePoint: number): string {
  if (codePoint > 0xe0020 && codePoint < 0xe007f) return `tag ${String.fromCodePoint(codePoint - 0xe0000)}`;
  const range = RANGES.find(({ first, last }) => first <= codePoint && codePoint <= last);
  return range?.name ?? 'invisible character';
}
