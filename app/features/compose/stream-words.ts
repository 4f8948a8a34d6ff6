// What the form says about a stream and about what is expected of it.
import type { StreamSummary } from '../../../lib/index.ts';
import { eventCount } from '../../client/words.ts';
import type { Draft } from './draft.ts';
import { expectedOf } from './draft.ts';

/** `2 events, version 1`; `new stream`. */
export function streamWords({ state, version, eventCount: count }: StreamSummary): string {
  switch (state) {
    case 'missing':
      return 'new stream';
    case 'soft_deleted':
      return `deleted, version ${version}`;
    case 'tombstoned':
      return 'permanently deleted';
    case 'live':
      return version < 0 ? 'no events, only metadata' : `${eventCount(count)}, version ${version}`;
  }
}

/** The name inside a sentence, which a very long one would drown. */
export function shortName(stream: string): string {
  return stream === '' || stream.length > 60 ? 'the stream' : stream;
}

/** When the events are written, and whether a retry is safe. */
export function expectedHint(draft: Draft): string {
  const stream = shortName(draft.stream);
  const safe = 'Retrying cannot duplicate it.';
  switch (draft.expected) {
    case 'exact':
      return expectedOf(draft) === null
        ? `Written only if ${stream} is still at the version you name. ${safe}`
        : `Written only if ${stream} is still at version ${draft.exact.trim()}. ${safe}`;
    case 'no_stream':
      return `Written only if ${stream} has no events yet. ${safe}`;
    case 'empty_stream':
      return `Written only if ${stream} was created by its metadata and has no events yet. ${safe}`;
    case 'stream_exists':
      return `Written only if ${stream} has events or metadata. ${safe}`;
    case 'any':
      return `Written whatever ${stream} holds. ${safe} This store remembers every id; a server such as EventStoreDB promises it only with an expected version.`;
  }
}

/** True when what is expected is how the stream is now, so that ids are not looked at and a known one is written again. */
export function expectsWhatIs(draft: Draft, current: StreamSummary): boolean {
  const expected = expectedOf(draft);
  if (typeof expected === 'number') return expected === current.version;
  return expected === 'no_stream' && current.state === 'soft_deleted';
}

/** The version to offer when the stream has moved on since the form was filled; null when there is none to offer. */
export function movedOnTo(draft: Draft, current: StreamSummary): number | null {
  if (current.stream !== draft.stream || current.state !== 'live' || current.version < 0) return null;
  const expected = expectedOf(draft);
  if (expected === 'no_stream' || expected === 'empty_stream') return current.version;
  return typeof expected === 'number' && expected !== current.version ? current.version : null;
}
