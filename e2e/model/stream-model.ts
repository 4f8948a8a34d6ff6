// The contract of an append in its plainest form: a stream is a list of ids.
import type { ConflictReason, ExpectedVersion } from '../../lib/index.ts';

/** The event that deletes a stream for good. */
export const TOMBSTONE = Number.MAX_SAFE_INTEGER;

/** An event as an export tells of it. */
export interface LoggedEvent {
  readonly position: number;
  readonly stream: string;
  readonly eventNumber: number;
  readonly id: string;
  readonly type: string;
  /** JSON text; null where a scavenge dropped it. */
  readonly data: string | null;
  readonly created: string;
  /** Its metadata softly deletes the stream. */
  readonly deletes: boolean;
}

export interface Request {
  readonly stream: string;
  readonly expectedVersion: ExpectedVersion;
  readonly ids: readonly string[];
  /** JSON text, of each event. */
  readonly data: string;
}

/** What is answered, with all its facts but positions. */
export type Answer =
  | { readonly kind: 'committed'; readonly first: number; readonly last: number }
  | {
      readonly kind: 'already_committed';
      readonly first: number;
      readonly last: number;
      /** Undefined = not known any more. */
      readonly differs: boolean | undefined;
    }
  | {
      readonly kind: 'conflict';
      readonly stream: string;
      readonly reason: ConflictReason;
      readonly current: number;
      /** Where each of the ids is in the stream; null = it is not. */
      readonly numbers: readonly (number | null)[];
    }
  | { readonly kind: 'deleted'; readonly stream: string; readonly permanently: boolean };

/** The stream that `$$stream` belongs to, or the stream itself: the two are decided together. */
export function ownerOf(stream: string): string {
  return stream.startsWith('$$') ? stream.slice(2) : stream;
}

/** A stream and its metadata stream. */
export class StreamModel {
  readonly events: readonly LoggedEvent[];
  readonly metadataEvents: readonly LoggedEvent[];
  readonly softDeleted: boolean;
  readonly tombstoned: boolean;
  /** Where it came back from a soft delete. */
  readonly recreations: readonly number[];

  constructor(before?: StreamModel, changes: Partial<StreamModel> = {}) {
    this.events = changes.events ?? before?.events ?? [];
    this.metadataEvents = changes.metadataEvents ?? before?.metadataEvents ?? [];
    this.softDeleted = changes.softDeleted ?? before?.softDeleted ?? false;
    this.tombstoned = changes.tombstoned ?? before?.tombstoned ?? false;
    this.recreations = changes.recreations ?? before?.recreations ?? [];
  }

  /** After one more event of the log. */
  with(event: LoggedEvent): StreamModel {
    if (event.eventNumber === TOMBSTONE) return new StreamModel(this, { tombstoned: true });
    if (event.stream.startsWith('$$')) {
      const metadataEvents = [...this.metadataEvents, event];
      return new StreamModel(this, { metadataEvents, softDeleted: event.deletes });
    }
    const recreations = this.softDeleted ? [...this.recreations, event.eventNumber] : this.recreations;
    return new StreamModel(this, { events: [...this.events, event], softDeleted: false, recreations });
  }

  answer(request: Request): Answer {
    const { stream, expectedVersion, ids } = request;
    const isMetadata = stream.startsWith('$$');
    const events = isMetadata ? this.metadataEvents : this.events;
    const stored = events.map(({ id }) => id);
    const softDeleted = this.softDeleted && !isMetadata;
    const isCreated = !isMetadata && this.metadataEvents.length > 0;
    const current = stored.length - 1;

    const written: Answer = { kind: 'committed', first: current + 1, last: current + ids.length };
    const numbers = ids.map((id) => (stored.includes(id) ? stored.indexOf(id) : null));
    const conflict = (reason: ConflictReason): Answer => ({
      kind: 'conflict',
      stream,
      reason,
      current,
      numbers,
    });
    const retried = (places: readonly number[]): Answer => ({
      kind: 'already_committed',
      first: places[0] as number,
      last: places.at(-1) as number,
      differs: differs(
        places.map((place) => events[place]?.data ?? null),
        request.data,
      ),
    });
    /** What the ids are as a retry of the events from here. */
    const asRetryFrom = (first: number): Answer => {
      if (ids.length === 0 || stored[first] !== ids[0]) return conflict('behind');
      return ids.every((id, place) => stored[first + place] === id)
        ? retried(ids.map((_, place) => first + place))
        : conflict('partial');
    };

    if (this.tombstoned) return { kind: 'deleted', stream, permanently: true };
    const mustExist = expectedVersion === 'stream_exists' || expectedVersion === 'empty_stream';
    if (expectedVersion === 'stream_exists' && softDeleted) {
      return { kind: 'deleted', stream, permanently: false };
    }
    if (mustExist && current < 0 && !isCreated) return conflict('ahead');
    if (expectedVersion === 'any' || expectedVersion === 'stream_exists') {
      const known = numbers.filter((number) => number !== null);
      if (known.length === 0) return written;
      return known.length === ids.length ? retried(known) : conflict('partial');
    }
    const version = typeof expectedVersion === 'number' ? expectedVersion : -1;
    if (version === current) return written;
    if (version > current) return conflict('ahead');
    const retry = asRetryFrom(version + 1);
    if (expectedVersion !== 'no_stream' || retry.kind !== 'conflict' || retry.reason === 'partial') {
      return retry;
    }
    const recreations = this.recreations.map(asRetryFrom);
    const again = recreations.find(({ kind }) => kind === 'already_committed');
    if (again) return again;
    if (softDeleted) return written;
    return recreations.find((each) => each.kind === 'conflict' && each.reason === 'partial') ?? retry;
  }

  /** A delete is checked as an append of one new event would be; softly only what is there can be deleted. It tells no number. */
  answerDelete(stream: string, expectedVersion: ExpectedVersion, isForGood: boolean): Answer {
    const answer = this.answer({ stream, expectedVersion, ids: ['new'], data: '' });
    if (answer.kind === 'conflict') return { ...answer, numbers: [] };
    if (answer.kind === 'deleted') return answer;
    const isMissing = this.events.length === 0 && this.metadataEvents.length === 0 && !isForGood;
    return isMissing
      ? { kind: 'conflict', stream, reason: 'ahead', current: -1, numbers: [] }
      : { kind: 'committed', first: 0, last: 0 };
  }
}

function differs(stored: readonly (string | null)[], sent: string): boolean | undefined {
  return stored.includes(null) ? undefined : stored.some((data) => data !== sent);
}

/** Whether it was answered so, as far as that can be known. */
export function isAsAnswered(expected: Answer, said: Answer | undefined): boolean {
  const isUnknown = expected.kind === 'already_committed' && expected.differs === undefined;
  return JSON.stringify(expected) === JSON.stringify(isUnknown ? { ...said, differs: undefined } : said);
}
