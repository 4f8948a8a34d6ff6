// Requests without the wrappers of idb, for the paths where these would cost more than the request.
import type { EventNumber, Position, StreamName } from './core/events.ts';
import type { Transaction } from './database.ts';
import type { CommitRecord } from './schema.ts';

/** A record as it is read: requests without idb know no types. */
type Answer<T> = IDBRequest<T | undefined>;

type Index = 'stream' | 'links';

/** The log, as far as requests are made to it often. */
export interface RawCommits {
  /** The key of the first record after this position; undefined = there is none. */
  firstKeyAfter(position: Position): Promise<Position | undefined>;
  /** The records with these keys, both included. */
  between(low: Position, high: Position): Promise<CommitRecord[]>;
  /** The first key of the index in this range. */
  firstKey(index: Index, range: IDBKeyRange): Promise<readonly [StreamName, EventNumber] | undefined>;
  /** The first records of the range, in the order of the log. */
  some(range: IDBKeyRange, most: number): Promise<CommitRecord[]>;
  /** In the order of the index; only the first of them where `most` is given. */
  getAll(index: Index, range: IDBKeyRange, most?: number): Promise<CommitRecord[]>;
  /** The last of the index in this range. */
  last(index: Index, range: IDBKeyRange): Promise<CommitRecord | undefined>;
}

export function rawCommits(tx: Transaction): RawCommits {
  const commits = commitsOf(tx);
  return {
    firstKeyAfter: (position) =>
      answerOf(commits.getKey(IDBKeyRange.lowerBound(position, true)) as Answer<Position>),
    between: (low, high) =>
      answerOf(commits.getAll(IDBKeyRange.bound(low, high)) as IDBRequest<CommitRecord[]>),
    async firstKey(index, range) {
      const cursor = await answerOf(commits.index(index).openKeyCursor(range));
      return cursor?.key as [StreamName, EventNumber] | undefined;
    },
    some: (range, most) => answerOf(commits.getAll(range, most) as IDBRequest<CommitRecord[]>),
    getAll: (index, range, most) =>
      answerOf(commits.index(index).getAll(range, most) as IDBRequest<CommitRecord[]>),
    async last(index, range) {
      return (await answerOf(commits.index(index).openCursor(range, 'prev')))?.value as
        | CommitRecord
        | undefined;
    },
  };
}

export function commitsOf({ raw }: Transaction): IDBObjectStore {
  return raw.objectStore('commits');
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
