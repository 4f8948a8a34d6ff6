// What a metadata document means, key by key, and why one is ignored. The rules are the store's; here they get words.
import type { Node } from 'jsonc-parser';
import { jsonTree } from '../../ui/nesting.ts';
import { grouped } from '../../ui/words.ts';
import { duration } from './duration.ts';

export interface Meaning {
  readonly key: string;
  /** The value as it stands in the document, character by character. */
  readonly value: string;
  readonly says: string;
  /** The value has no effect, or keeps the whole document from having any. */
  readonly problem: boolean;
}

export interface Explained {
  /** Why the whole document has no effect; null when it has. */
  readonly ignored: string | null;
  readonly meanings: readonly Meaning[];
}

/** `json` is valid JSON. Of a document that is nested too deep to be read here nothing is said. */
export function explain(json: string): Explained {
  const root = jsonTree(json);
  if (root === undefined) return { ignored: null, meanings: [] };
  if (root.type !== 'object') {
    return { ignored: 'Only a JSON object can say anything about a stream.', meanings: [] };
  }
  const meanings = (root.children ?? []).map((property) => meaningOf(property, json));
  const bad = meanings.find(({ unusable }) => unusable);
  return {
    ignored: bad === undefined ? null : `${bad.says} One such value, and readers see none of the document.`,
    meanings,
  };
}

interface Found extends Meaning {
  readonly unusable: boolean;
}

function meaningOf({ children = [] }: Node, json: string): Found {
  const [name, value] = children;
  const key: string = name?.value ?? '';
  const text = value === undefined ? '' : json.slice(value.offset, value.offset + value.length);
  const rule = RULES.get(key);
  if (rule === undefined) {
    return { key, value: text, says: 'Your own key. It is kept as it is.', problem: false, unusable: false };
  }
  const { says, kind } = rule(text, value);
  return { key, value: text, says, problem: kind !== 'fine', unusable: kind === 'unusable' };
}

interface Verdict {
  readonly kind: 'fine' | 'without effect' | 'unusable';
  readonly says: string;
}

type Rule = (text: string, value: Node | undefined) => Verdict;

const LONG_MAX = 2n ** 63n - 1n;

function wholeNumber(key: string, least: bigint, says: (value: bigint) => string): Rule {
  return (text) => {
    const value = /^-?\d{1,19}$/.test(text) ? BigInt(text) : null;
    if (value === null || value > LONG_MAX || value < -LONG_MAX - 1n) {
      return { kind: 'unusable', says: `${key} must be a whole number that fits 64 bits.` };
    }
    if (value < least) return { kind: 'without effect', says: `Without effect: it counts from ${least} on.` };
    return { kind: 'fine', says: says(value) };
  };
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    '$maxCount',
    wholeNumber('$maxCount', 1n, (count) =>
      count === 1n
        ? 'Only the newest event can be read; older ones are hidden.'
        : `The newest ${grouped(count)} events can be read; older ones are hidden.`,
    ),
  ],
  ['$maxAge', wholeNumber('$maxAge', 1n, (seconds) => `Events older than ${duration(seconds)} are hidden.`)],
  [
    '$tb',
    wholeNumber('$tb', 0n, (before) =>
      before === LONG_MAX
        ? 'The stream is deleted: all its events are hidden.'
        : before === 0n
          ? 'Truncate before 0: nothing is hidden.'
          : `Events before number ${before} are hidden.`,
    ),
  ],
  [
    '$cacheControl',
    wholeNumber(
      '$cacheControl',
      1n,
      (seconds) => `The newest page of the feed may be cached for ${duration(seconds)}.`,
    ),
  ],
  [
    '$acl',
    (_text, value) =>
      isAcl(value)
        ? { kind: 'fine', says: 'Who may read and write: stored and shown, not enforced.' }
        : {
            kind: 'unusable',
            says: '$acl must be an object whose $r, $w, $d, $mr and $mw are a text or a list of texts.',
          },
  ],
  [
    '$tmp',
    (text) =>
      text === 'true' || text === 'false'
        ? { kind: 'fine', says: 'Marks a stream as temporary: stored, without effect.' }
        : { kind: 'unusable', says: '$tmp must be true or false.' },
  ],
]);

const ROLE_KEYS = new Set(['$r', '$w', '$d', '$mr', '$mw']);

function isAcl(value: Node | undefined): boolean {
  if (value?.type !== 'object') return false;
  return (value.children ?? []).every(({ children = [] }) => {
    const [name, roles] = children;
    return !ROLE_KEYS.has(name?.value) || isRoles(roles);
  });
}

function isRoles(roles: Node | undefined): boolean {
  if (roles?.type === 'array') return (roles.children ?? []).every(({ type }) => type === 'string');
  return roles?.type === 'string';
}
