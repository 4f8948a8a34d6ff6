// XML as text: every hole is escaped, and what XML 1.0 cannot hold is replaced.

/** XML that is already escaped. */
export class Xml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type XmlHole = string | number | Xml | readonly Xml[];

/** Template for XML: strings are escaped, for an attribute where the hole begins one; `Xml` is put in as it is. */
export function xml(parts: TemplateStringsArray, ...holes: readonly XmlHole[]): Xml {
  const filled = holes.map((hole, index) => fill(hole, parts[index]?.endsWith('="') ?? false));
  return new Xml(String.raw({ raw: parts }, ...filled));
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

function fill(hole: XmlHole, inAttribute: boolean): string {
  if (hole instanceof Xml) return hole.text;
  if (typeof hole === 'object') return hole.map((part) => part.text).join('');
  const text = escapeXml(String(hole));
  return inAttribute ? text.replace(/["\t\n]/g, (character) => ATTRIBUTE_ESCAPES[character] as string) : text;
}

// Everything outside the character range of XML 1.0, lone surrogates among it.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const SPECIAL = /[&<>\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A reader turns a bare carriage return into a line feed.
  '\r': '&#xD;',
};
// In an attribute a reader turns these into spaces.
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = { '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;' };

/** Text for an element; a character that XML 1.0 forbids becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\u{FFFD}').replace(SPECIAL, (character) => ESCAPES[character] as string);
}

export function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

export function hasForbiddenCharacter(text: string): boolean {
  return text.search(FORBIDDEN) >= 0;
}

// The letters of the basic plane that every XML reader takes in a name.
const LETTERS = 'A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u0131\\u0134-\\u013E\\u0386\\u0388-\\u038A';
const MORE_LETTERS =
  '\\u038E-\\u03A1\\u03A3-\\u03CE\\u0401-\\u040C\\u040E-\\u044F\\u4E00-\\u9FA5\\uAC00-\\uD7A3';
const NAME_START = new RegExp(`[${LETTERS}${MORE_LETTERS}]`);
const NAME_PART = new RegExp(`[${LETTERS}${MORE_LETTERS}0-9.\\u00B7-]`);
const ESCAPED_CHARACTER = /_x([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_/g;

/** An element name for any text: what is no name character is written as `_x0020_`, as .NET's XmlConvert does. */
export function encodeXmlName(name: string): string {
  if (name === '') return '_';
  // An underscore that looks like the beginning of such a code is a code itself, so that decoding gives the name back.
  const unambiguous = name.replace(/_(?=x(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_)/g, '_x005F_');
  let encoded = '';
  for (const character of unambiguous) {
    const allowed = (encoded === '' ? NAME_START : NAME_PART).test(character);
    encoded += allowed ? character : escapedCharacter(character);
  }
  return encoded;
}

function escapedCharacter(character: string): string {
  const codePoint = character.codePointAt(0) as number;
  return `_x${codePoint
    .toString(16)
    .toUpperCase()
    .padStart(codePoint > 0xffff ? 8 : 4, '0')}_`;
}

/** Undoes `encodeXmlName`. */
export function decodeXmlName(name: string): string {
  return name.replace(ESCAPED_CHARACTER, (whole, digits: string) => {
    const codePoint = Number.parseInt(digits, 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}
