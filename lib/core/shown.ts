// Values as error messages show them. Any value can be shown, and none of its own code runs.

const MAX_LENGTH = 60;

export function shortened(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}

/** A text in quotes, a number as it is written; of an object only that it is one. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return shortened(JSON.stringify(value.slice(0, MAX_LENGTH + 1)));
    case 'bigint':
      return `${shortened(String(value))}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : isList(value) ? 'an array' : 'an object';
    default:
      return shortened(String(value));
  }
}

/** Of what was thrown, which need not be an error. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : shown(thrown);
}

/** As `Array.isArray`, which throws for a proxy that was revoked. */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
