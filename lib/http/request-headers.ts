// The store's own request headers, in both families of names, read strictly.
import type { EventId } from '../core/events.ts';
import type { ExpectedVersion } from '../core/expected-version.ts';
import { isEventId } from '../core/limits.ts';
import { badRequest, HEADER_FAMILIES } from './answer.ts';

interface SentHeader {
  /** As the client named it. */
  readonly name: string;
  readonly value: string;
}

type HeaderNames = readonly string[];

const namesOf = (name: string): HeaderNames => HEADER_FAMILIES.map((family) => family + name);

const EXPECTED_VERSION = namesOf('ExpectedVersion');
const EVENT_TYPE = namesOf('EventType');
const EVENT_ID = namesOf('EventId');
const HARD_DELETE = namesOf('HardDelete');
const REQUIRE_LEADER = namesOf('RequireLeader');
const REQUIRE_MASTER = namesOf('RequireMaster');
const RESOLVE_LINK_TOS = namesOf('ResolveLinkTos');
const LONG_POLL = namesOf('LongPoll');

function sentHeader({ headers }: Request, names: HeaderNames): SentHeader | undefined {
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) return { name, value: value.trim() };
  }
  return undefined;
}

function wrongFormat(header: SentHeader, why: string): Error {
  return badRequest(`${header.name} header in wrong format. "${header.value}" ${why}.`);
}

const WORDS: ReadonlyMap<string, ExpectedVersion> = new Map([
  ['any', 'any'],
  ['-2', 'any'],
  ['nostream', 'no_stream'],
  ['-1', 'no_stream'],
  ['emptystream', 'empty_stream'],
  ['streamexists', 'stream_exists'],
  ['-4', 'stream_exists'],
]);
const LONG_MAX = 2n ** 63n - 1n;

/** Absent = any. A number past those that events can have is one that no stream is at. */
export function expectedVersionOf(request: Request): ExpectedVersion {
  const header = sentHeader(request, EXPECTED_VERSION);
  if (!header) return 'any';
  const word = WORDS.get(header.value.toLowerCase());
  if (word !== undefined) return word;
  if (!/^\d{1,19}$/.test(header.value) || BigInt(header.value) > LONG_MAX) {
    throw wrongFormat(
      header,
      'is no expected version: an event number, Any (-2), NoStream (-1), EmptyStream or StreamExists (-4)',
    );
  }
  return Math.min(Number(header.value), Number.MAX_SAFE_INTEGER - 1);
}

export function eventTypeOf(request: Request): string | undefined {
  const header = sentHeader(request, EVENT_TYPE);
  if (!header) return undefined;
  if (header.value === '') throw wrongFormat(header, 'is empty');
  return asUtf8(header.value);
}

/** HTTP hands header bytes over one character each; a client that sent UTF-8, as curl does, means the text of it. */
function asUtf8(value: string): string {
  try {
    const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return value;
  }
}

export function eventIdOf(request: Request): EventId | undefined {
  const header = sentHeader(request, EVENT_ID);
  if (!header) return undefined;
  if (!isEventId(header.value)) {
    throw wrongFormat(header, 'is not a GUID (8-4-4-4-12 hexadecimal digits, not all zero)');
  }
  return header.value.toLowerCase();
}

export function hardDeleteOf(request: Request): boolean {
  return booleanOf(request, HARD_DELETE) ?? false;
}

/** There is only one store, so the answer makes no difference; a wrong value is still refused. */
export function checkRequireLeader(request: Request): void {
  booleanOf(request, REQUIRE_LEADER);
  booleanOf(request, REQUIRE_MASTER);
}

export function resolveLinkTosOf(request: Request, byDefault: boolean): boolean {
  return booleanOf(request, RESOLVE_LINK_TOS) ?? byDefault;
}

function booleanOf(request: Request, names: HeaderNames): boolean | undefined {
  const header = sentHeader(request, names);
  if (!header) return undefined;
  const word = header.value.toLowerCase();
  if (word !== 'true' && word !== 'false') throw wrongFormat(header, 'is neither True nor False');
  return word === 'true';
}

/** In seconds; undefined = answer at once. */
export function longPollOf(request: Request): number | undefined {
  const header = sentHeader(request, LONG_POLL);
  if (!header) return undefined;
  if (!/^0*[1-9]\d*$/.test(header.value)) throw wrongFormat(header, 'is not a positive number of seconds');
  return Number(header.value);
}
