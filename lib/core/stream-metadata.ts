// Stream metadata: what a `$metadata` document says about reading its stream (semantics 2b).
import type { EventNumber, JsonText, Payload, StreamName } from './events.ts';
import { isJsonText, objectMembers } from './json-text.ts';

/** The metadata document of a stream as its readers see it; an invalid document counts as empty. */
export interface StreamMetadata {
  /** Number of the metadata event in `$$stream`; -1 = none was ever set. */
  readonly version: EventNumber | -1;
  /** The exact text of the document; null where none was set, or where it is no JSON. */
  readonly json: JsonText | null;
  /** Keep at most so many events readable. */
  readonly maxCount?: bigint;
  /** Hide events older than so many seconds. */
  readonly maxAge?: bigint;
  /**
   * Hide events with a lower number; `SOFT_DELETED` = the stream is soft-deleted. Of a system stream that was soft-deleted:
   * the first link written since, whatever the document still says.
   */
  readonly truncateBefore?: bigint;
  /** Seconds for which the head of the feed may be cached. */
  readonly cacheControl?: bigint;
}

const LONG_MAX = 2n ** 63n - 1n;

/** The `$tb` that marks a soft-deleted stream. No JavaScript number is this large exactly, hence the bigint. */
export const SOFT_DELETED = LONG_MAX;
/** The document that a soft delete writes. */
export const SOFT_DELETE_JSON: JsonText = `{"$tb":${SOFT_DELETED}}`;

export const NO_METADATA: StreamMetadata = { version: -1, json: null };

export const METADATA_EVENT_TYPE = '$metadata';

export function metadataStreamOf(stream: StreamName): StreamName {
  return `$$${stream}`;
}

/** The stream that `$$stream` is the metadata of; undefined for any other stream. */
export function metadataOwner(stream: StreamName): StreamName | undefined {
  return stream.startsWith('$$') ? stream.slice(2) : undefined;
}

type NumericKey = 'maxCount' | 'maxAge' | 'truncateBefore' | 'cacheControl';

const NUMERIC_KEYS = new Map<string, { readonly key: NumericKey; readonly least: bigint }>([
  ['$maxCount', { key: 'maxCount', least: 1n }],
  ['$maxAge', { key: 'maxAge', least: 1n }],
  ['$tb', { key: 'truncateBefore', least: 0n }],
  ['$cacheControl', { key: 'cacheControl', least: 1n }],
]);

/** Reads the data of a `$metadata` event. One known key of the wrong type makes the whole document count as empty. */
export function parseStreamMetadata(version: EventNumber, data: Payload): StreamMetadata {
  if (typeof data !== 'string') return { version, json: null };
  const limits: Partial<Record<NumericKey, bigint>> = {};
  for (const { name, value } of objectMembers(data) ?? []) {
    const numeric = NUMERIC_KEYS.get(name);
    if (!isUsable(name, value)) return { version, json: data };
    if (!numeric) continue;
    const number = BigInt(value);
    if (number >= numeric.least) limits[numeric.key] = number;
    else delete limits[numeric.key];
  }
  return { version, json: data, ...limits };
}

function isUsable(name: string, value: JsonText): boolean {
  if (NUMERIC_KEYS.has(name)) return isLong(value);
  if (name === '$tmp') return value === 'true' || value === 'false';
  if (name === '$acl') return isAcl(value);
  return true;
}

function isLong(value: JsonText): boolean {
  // JSON writes no zeros in front, so that more digits are no such number, and need not be counted.
  if (!/^-?\d{1,19}$/.test(value)) return false;
  const number = BigInt(value);
  return number <= LONG_MAX && number >= -LONG_MAX - 1n;
}

const ROLE_KEYS = new Set(['$r', '$w', '$d', '$mr', '$mw']);

function isAcl(value: JsonText): boolean {
  const members = objectMembers(value);
  return (
    members?.every((member) => !ROLE_KEYS.has(member.name) || isRoles(JSON.parse(member.value))) ?? false
  );
}

function isRoles(value: unknown): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((role) => typeof role === 'string'))
  );
}

/**
 * The document that a re-created stream goes on with: the old one with only `$tb` moved, so that the events from
 * before the deletion stay hidden. Undefined when the old document is no JSON object and cannot be rewritten.
 */
export function withTruncateBefore(data: Payload, truncateBefore: EventNumber): JsonText | undefined {
  if (typeof data !== 'string' || !isJsonText(data)) return undefined;
  const members = objectMembers(data)?.filter((member) => member.name !== '$tb');
  if (!members) return undefined;
  const kept = members.map((member) => `${JSON.stringify(member.name)}:${member.value}`);
  return `{${[...kept, `"$tb":${truncateBefore}`].join(',')}}`;
}
