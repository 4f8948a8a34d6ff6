// The expected version that protects against other writers: where the stream is once all that is queued is written.
import type { StreamSummary } from '../../lib/index.ts';
import { writtenUpTo } from './chain.ts';
import { type History, queuedOf } from './history.ts';
import type { After } from './post.ts';
import type { ClientRequest } from './request.ts';

/** A request to the stream that goes before what is posted next. */
export type Queued = Pick<ClientRequest, 'id' | 'expectedVersion' | 'events' | 'after'>;

export interface Prediction {
  readonly expectedVersion: 'no_stream' | number;
  /** The last one that is queued; null when nothing is. */
  readonly after: After | null;
}

/** The requests of this page to a stream that were not sent yet, in their order. Another page is another writer. */
export function queuedTo(
  page: string,
  stream: string,
  histories: readonly History[],
): readonly ClientRequest[] {
  return queuedOf(histories).flatMap(({ request, waiting }) =>
    request.stream === stream && waiting?.page === page ? request : [],
  );
}

/** The last event of a stream that any answer has told this page of; -1 = none has. Another page is another writer. */
export function answeredTo(page: string, stream: string, histories: readonly History[]): number {
  const to = histories.filter(({ request }) => request.stream === stream);
  const answered = to.map(({ attempts }) => attempts.filter((attempt) => attempt.page === page));
  return answered.reduce((last, attempts) => Math.max(last, writtenUpTo({ attempts }) ?? -1), -1);
}

type Current = Pick<StreamSummary, 'state' | 'version'>;

/** `queued`: what goes before, in its order. */
export function predict(current: Current, queued: readonly Queued[] = []): Prediction {
  const version = queued.reduce(
    (before, request) => versionBefore(request, before, current) + request.events.length,
    current.state === 'live' ? current.version : -1,
  );
  const last = queued.at(-1);
  return {
    expectedVersion: version >= 0 ? version : 'no_stream',
    after: last === undefined ? null : { requestId: last.id, knownVersion: knownTo(last, current) },
  };
}

/** Where the stream is when this request is written, if it is. */
function versionBefore({ expectedVersion }: Queued, version: number, current: Current): number {
  if (typeof expectedVersion === 'number') return expectedVersion;
  // A deleted stream counts as new, and goes on where it ended.
  const none = current.state === 'soft_deleted' ? current.version : -1;
  const empty = expectedVersion === 'no_stream' || expectedVersion === 'empty_stream';
  return empty ? none : Math.max(version, none);
}

function knownTo(request: Queued, current: Current): number {
  if (request.after !== undefined) return request.after.knownVersion;
  return Math.min(versionBefore(request, current.version, current), current.version);
}
