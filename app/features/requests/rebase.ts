// Requests of a chain onto where their stream is now: what others wrote since, and what is left to send, in order.
import type { EventNumber, EventStore, ExpectedVersion, RecordedEvent } from '../../../lib/index.ts';
import type { Client } from '../../client/client.ts';
import { assignedId, type History } from '../../client/history.ts';
import type { After, Post } from '../../client/post.ts';
import { predict, queuedTo } from '../../client/prediction.ts';
import { type Remaining, readRemainingAt } from './carry-on.ts';

/** Most events of others listed; a stream may have gone on by thousands. */
const MAX_THEIRS = 20;
/** A page that is read to find them between one's own. */
const MAX_READ = 1_000;

/** How the stream was when a person was asked: what they agree to must not change under the pointer. */
export interface RebaseBase {
  readonly stream: string;
  /** Of the last event in the stream; -1 = none. */
  readonly version: EventNumber;
  /** Nothing can be written to it any more. */
  readonly isTombstoned: boolean;
  /** What the first request is to expect, after those of this page that are queued already. */
  readonly expectedVersion: 'no_stream' | EventNumber;
  readonly after: After | null;
  /** The version up to which the person knew the stream; -1 = none. */
  readonly since: EventNumber;
  /** How many events others wrote since then. */
  readonly theirCount: number;
  /** How many events of the person's own were written since then. */
  readonly ownCount: number;
  /** The newest of these. */
  readonly theirs: readonly RecordedEvent[];
  /** In their order. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly history: History;
  readonly left: Remaining;
}

/** A request that carries a member on, except that nobody knows yet which one it comes after. */
export interface Step {
  readonly member: Member;
  readonly post: Post;
}

/** `members`: in their order. `client`: says what this person has sent, and what of it is queued. */
export async function readRebaseBase(
  store: EventStore,
  client: Pick<Client, 'page' | 'histories'>,
  stream: string,
  members: readonly History[],
): Promise<RebaseBase> {
  // The version first: what is written after that makes a conflict, and lands under nothing.
  const current = await store.describeStream(stream);
  const { version } = current;
  const histories = client.histories();
  const since = Math.min(version, ...members.flatMap((history) => knownTo(history) ?? []));
  const mine = members[0] === undefined ? new Set<string>() : ownIds(members[0], histories);
  // Of a stream that is not there, or not any more, nothing can be read.
  const isLive = current.state === 'live' && version >= 0;
  const { theirs, theirCount, ownCount } = isLive
    ? await readSince(store, stream, { since, version, mine })
    : NOTHING;
  const left = await Promise.all(members.map((history) => readRemainingAt(store, history, version)));
  // One that is free again meanwhile goes by itself: it does not go before what carries it on.
  const ids = new Set(members.map(({ request }) => request.id));
  const queued = queuedTo(client.page, stream, histories).filter(({ id }) => !ids.has(id));
  return {
    stream,
    version,
    isTombstoned: current.state === 'tombstoned',
    ...predict(current, queued),
    since,
    ownCount,
    theirCount,
    theirs,
    members: members.flatMap((history, index) => {
      const remaining = left[index];
      return remaining === undefined ? [] : [{ history, left: remaining }];
    }),
  };
}

/** The ids of all that was posted from here to the stream of a request; in the Lab each writer has their own. */
export function ownIds({ request }: History, histories: readonly History[]): ReadonlySet<string> {
  return idsOf(
    histories.filter(
      (other) => other.request.stream === request.stream && other.request.lab?.writer === request.lab?.writer,
    ),
  );
}

/** The ids of all events that these requests posted. */
export function idsOf(histories: readonly History[]): ReadonlySet<string> {
  return new Set(
    histories.flatMap((history) => {
      const assigned = assignedId(history);
      return history.request.events.flatMap(({ id }) => id ?? assigned ?? []);
    }),
  );
}

/** What the chosen members are sent as, one after the other. */
export function stepsOf(base: RebaseBase, isChosen: (member: Member) => boolean): readonly Step[] {
  const members = base.members.filter((member) => isChosen(member) && member.left.post.events.length > 0);
  let expectedVersion: ExpectedVersion = base.expectedVersion;
  return members.map((member) => {
    const post = { ...member.left.post, expectedVersion };
    const before = typeof expectedVersion === 'number' ? expectedVersion : base.version;
    expectedVersion = before + post.events.length;
    return { member, post };
  });
}

/**
 * Posts the steps in their order, each after the one before it, so that the first refusal holds the rest. Resolves with
 * the ids of the new requests once all are kept.
 */
export async function sendSteps(
  client: Pick<Client, 'post'>,
  base: RebaseBase,
  steps: readonly Step[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { member, post } of steps) {
    const last = ids.at(-1);
    const after = last === undefined ? base.after : { requestId: last, knownVersion: base.version };
    const { request } = await client.post(
      after === null ? post : { ...post, after },
      member.history.request.id,
    );
    ids.push(request.id);
  }
  return ids;
}

/** Null: its expectation says nothing of what was known. */
function knownTo({ request: { after, expectedVersion } }: History): EventNumber | null {
  if (after !== undefined) return after.knownVersion;
  if (typeof expectedVersion === 'number') return expectedVersion;
  return expectedVersion === 'no_stream' || expectedVersion === 'empty_stream' ? -1 : null;
}

type Since = Pick<RebaseBase, 'theirs' | 'theirCount' | 'ownCount'>;

const NOTHING: Since = { theirs: [], theirCount: 0, ownCount: 0 };

async function readSince(
  store: EventStore,
  stream: string,
  what: {
    readonly since: EventNumber;
    readonly version: EventNumber;
    readonly mine: ReadonlySet<string>;
  },
): Promise<Since> {
  const { since, version, mine } = what;
  const places = await store.findEventIds(stream, [...mine]);
  const own = new Set([...places.values()].filter((at) => at > since && at <= version));
  const maxCount = Math.min(MAX_THEIRS + own.size, MAX_READ);
  const from = Math.max(since + 1, version - maxCount + 1);
  const page = await store.readStreamPage(stream, { direction: 'forwards', from, maxCount });
  const read = page.events
    .flatMap((resolved) => resolved.link ?? resolved.event ?? [])
    .filter(({ eventNumber }) => eventNumber <= version);
  // The index of the store names the first copy of an id only.
  for (const { id, eventNumber } of read) if (mine.has(id)) own.add(eventNumber);
  return {
    theirs: read.filter(({ id }) => !mine.has(id)).slice(-MAX_THEIRS),
    theirCount: version - since - own.size,
    ownCount: own.size,
  };
}
