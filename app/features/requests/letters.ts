// The events of one request by letter: A, B, C …

export function eventLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : eventLetter(Math.floor(index / 26) - 1) + last;
}

/** Why the store does not simply write the events that are missing. */
export function splitWords(found: readonly boolean[]): string {
  const letters = (wanted: boolean) =>
    found.flatMap((is, index) => (is === wanted ? [eventLetter(index)] : []));
  const there = letters(true);
  const missing = letters(false);
  return (
    `${listed(there)} came with an earlier request, so the store does not guess what ` +
    `${listed(missing)} ${missing.length === 1 ? 'on its own' : 'on their own'} should mean.`
  );
}

function listed(letters: readonly string[]): string {
  if (letters.length > 4) return `${letters.length} of the events`;
  return letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`;
}
