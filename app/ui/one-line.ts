// Long texts in one line.

/** The first `most` characters with line breaks and indents taken out. Unusual spaces stay, to be seen. */
export function oneLine(text: string, most: number): string {
  return wholeCharacters(text.slice(0, most))
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '');
}

/** Without the half of a surrogate pair that a cut left at an end. */
export function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
