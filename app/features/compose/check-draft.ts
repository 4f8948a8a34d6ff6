// What keeps a draft from being sent, field by field.
import { isStreamName } from '../../../lib/index.ts';
import { fitsHeader, type Post, type PostEvent } from '../../client/post.ts';
import type { Draft, DraftEvent } from './draft.ts';
import { countedFrom, expectedOf, normalId } from './draft.ts';
import { checkJson, placeWords } from './json-check.ts';

/** A field of the form: `stream`, `exact`, or one of an event. */
export type Field = 'stream' | 'exact' | `${string}:${'type' | 'id' | 'data' | 'metadata'}`;

export interface FieldError {
  readonly field: Field;
  /** Bold in front: where exactly. May be empty. */
  readonly where: string;
  readonly says: string;
}

export type CheckedDraft =
  | { readonly kind: 'ok'; readonly post: Post }
  | { readonly kind: 'invalid'; readonly errors: readonly [FieldError, ...FieldError[]] };

export const EVENT_LIMIT_BYTES = 4 * 1_024 * 1_024;
export const APPEND_LIMIT_BYTES = 16 * 1_024 * 1_024;

/** A GUID by shape, in any version, but not all zero. */
export function isGuid(text: string): boolean {
  return (
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) && /[1-9a-f]/i.test(text)
  );
}

/** The post that the draft says, or everything that is wrong with it, in the order of the form. */
export function checkDraft(draft: Draft): CheckedDraft {
  const expectedVersion = expectedOf(draft);
  const alone = draft.events.length === 1;
  const errors: FieldError[] = [
    ...streamErrors(draft.stream),
    ...(expectedVersion === null ? [EXACT_ERROR] : []),
    ...draft.events.flatMap((event, index) => {
      const prefix = alone ? '' : `Event ${index + 1}: `;
      const before = draft.events.slice(0, index);
      return [...eventErrors(event, alone), ...sameIdErrors(event, before)].map((error) => ({
        ...error,
        where: prefix + error.where,
      }));
    }),
  ];
  if (errors.length === 0) errors.push(...tooLarge(draft));
  const [first, ...rest] = errors;
  if (first !== undefined) return { kind: 'invalid', errors: [first, ...rest] };
  if (expectedVersion === null) throw new Error('An expected version without error is a version.');
  const after = countedFrom(draft);
  const post = { stream: draft.stream, expectedVersion, events: draft.events.map(postEvent) };
  return { kind: 'ok', post: after === null ? post : { ...post, after } };
}

function postEvent(event: DraftEvent): PostEvent {
  return {
    id: event.storeAssigns ? null : normalId(event.id),
    type: event.type,
    // Space around JSON is not part of it: an event in a list is stored without, and alone it must be the same.
    data: event.data.trim(),
    metadata: event.metadata.trim() || null,
  };
}

const EXACT_ERROR: FieldError = {
  field: 'exact',
  where: '',
  says: 'The exact version is the number of the last event: 0, 1, 2 …',
};

function streamErrors(stream: string): readonly FieldError[] {
  const error = (says: string): readonly FieldError[] => [{ field: 'stream', where: '', says }];
  if (stream === '') return error('Name the stream to post to.');
  if (stream === '$$') return error('“$$” cannot be a stream: the name after it is missing.');
  if (stream === '$all') return error('“$all” is all streams together. Name one of them, or a new one.');
  if (stream === '.' || stream === '..') return error(`“${stream}” cannot be part of a URL.`);
  if (!isWellFormed(stream)) return error('The name holds half a character; type it again.');
  return isStreamName(stream) ? [] : error(`“${stream.slice(0, 60)}” cannot be the name of a stream.`);
}

function eventErrors(event: DraftEvent, alone: boolean): readonly FieldError[] {
  const at = (name: 'type' | 'id' | 'data' | 'metadata', says: string, where = ''): FieldError => ({
    field: `${event.key}:${name}`,
    where,
    says,
  });
  const errors: FieldError[] = [];
  if (event.type.trim() === '') errors.push(at('type', 'Give the event a type, such as SomeEvent.'));
  if (!isWellFormed(event.type)) errors.push(at('type', 'The type holds half a character; type it again.'));
  errors.push(...idErrors(event, alone).map((says) => at('id', says)));
  const data = checkJson(event.data).problem;
  if (data) errors.push(at('data', untilValid(data.says), `${placeWords(data)}:`));
  const metadata = event.metadata.trim() === '' ? null : checkJson(event.metadata).problem;
  if (metadata) errors.push(at('metadata', untilValid(metadata.says), `${placeWords(metadata)}:`));
  return errors;
}

/** What follows from a mistake in JSON. */
export function untilValid(says: string): string {
  return `${says} Nothing is sent until this is valid JSON.`;
}

function idErrors(event: DraftEvent, alone: boolean): readonly string[] {
  if (!event.storeAssigns)
    return isGuid(event.id.trim())
      ? []
      : ['An event id has 32 hexadecimal digits, as c322e299-cb73-4b47-97c5-5054f920746e. Take a new id.'];
  // The idempotent URL of an assigned id takes one event, its type in a header and no metadata.
  if (!alone) return ['The store assigns an id only to an event that is sent alone. Take a new id.'];
  if (event.metadata.trim() !== '')
    return ['The store assigns an id only to an event without metadata. Take a new id.'];
  if (event.type !== '' && !fitsHeader(event.type))
    return ['The store assigns an id only where the type is plain ASCII. Take a new id.'];
  return [];
}

/** A stream knows an event by its id: a retry could not tell two of them apart. */
function sameIdErrors(event: DraftEvent, before: readonly DraftEvent[]): readonly FieldError[] {
  const same = before.findIndex((other) => normalId(other.id) === normalId(event.id));
  if (same < 0) return [];
  const says = `Event ${same + 1} has this id. Each event needs an id of its own. Take a new id.`;
  return [{ field: `${event.key}:id`, where: '', says }];
}

function tooLarge(draft: Draft): readonly FieldError[] {
  let total = 0;
  for (const [index, event] of draft.events.entries()) {
    const bytes = utf8Bytes(event.data) + utf8Bytes(event.metadata);
    total += bytes;
    const which = draft.events.length === 1 ? 'The event' : `Event ${index + 1}`;
    const limit =
      bytes > EVENT_LIMIT_BYTES
        ? `${which} has ${megabytes(bytes)}; an event holds at most 4 MiB. Nothing was sent.`
        : total > APPEND_LIMIT_BYTES
          ? `The events have more than 16 MiB together. Send them in two requests. Nothing was sent.`
          : null;
    if (limit !== null) return [{ field: `${event.key}:data`, where: '', says: limit }];
  }
  return [];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(2)} MiB`;
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
