// Comparing what came with what a case expects.
import { arrayElements, objectMembers } from '../../lib/core/json-text.ts';

/** Where two values differ; undefined when they agree. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/**
 * A deep subset: members that the case does not name are free, arrays must be as long. `{ "matches": regex }` stands for
 * any string or number of that shape, `null` also for a member that is absent.
 */
export function findDifference(expected: unknown, got: unknown, path = ''): Difference | undefined {
  const differs = { path, expected, got };
  if (isPattern(expected)) {
    return new RegExp(expected.matches).test(String(got)) ? undefined : differs;
  }
  if (expected === null) return got === null || got === undefined ? undefined : differs;
  if (typeof expected !== 'object') return Object.is(expected, got) ? undefined : differs;
  if (typeof got !== 'object' || got === null || Array.isArray(expected) !== Array.isArray(got))
    return differs;
  if (Array.isArray(expected) && expected.length !== (got as readonly unknown[]).length) return differs;
  for (const [key, value] of Object.entries(expected)) {
    const difference = findDifference(value, (got as Record<string, unknown>)[key], `${path}/${key}`);
    if (difference) return difference;
  }
  return undefined;
}

function isPattern(value: unknown): value is { readonly matches: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as { readonly matches?: unknown }).matches === 'string'
  );
}

/** The text of a JSON value with the members of its objects in order, every digit kept. */
export function withSortedMembers(json: string): string {
  const members = objectMembers(json)?.map(
    ({ name, value }) => `${JSON.stringify(name)}:${withSortedMembers(value)}`,
  );
  if (members) return `{${members.sort().join(',')}}`;
  const elements = arrayElements(json);
  return elements ? `[${elements.map(withSortedMembers).join(',')}]` : json;
}
