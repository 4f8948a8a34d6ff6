// The numbers that streams end at, as far as an import knows them: a file of many streams names few of them twice in a batch, and
// to read each of them for each batch takes longer than to write it.

import type { EventNumber, Position, StreamName } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import type { BackupEvent } from './core/ndjson.ts';
import type { Sizes } from './core/sizes.ts';
import type { Transaction } from './database.ts';
import { readEnd } from './ends.ts';
import { readHead } from './log.ts';

/** All that is remembered holds while the log ends where it did; when it does not, everything is forgotten. */
export interface LastNumbers {
  /** Of each of these streams, as the transaction sees the log; -1 = it has no events. */
  of(tx: Transaction, streams: Iterable<StreamName>): Promise<ReadonlyMap<StreamName, StreamVersion>>;
  /** These events have been committed behind all that `of` saw. */
  follow(events: readonly Pick<BackupEvent, 'stream' | 'eventNumber'>[]): void;
}

export function rememberLastNumbers({ importStreams }: Pick<Sizes, 'importStreams'>): LastNumbers {
  const numbers = new Map<StreamName, StreamVersion>();
  /** Where the log ends; undefined = nothing is remembered. */
  let next: Position | undefined;
  /** A stream without a number here has no events. */
  let isWhole = false;

  function keep(stream: StreamName, number: StreamVersion): void {
    numbers.set(stream, number);
    if (numbers.size <= importStreams) return;
    numbers.clear();
    isWhole = false;
  }

  return {
    async of(tx, streams) {
      const head = await readHead(tx);
      if (head.next !== next) {
        numbers.clear();
        next = head.next;
        isWhole = next === 0;
      }
      const found = new Map<StreamName, StreamVersion>();
      const missing: StreamName[] = [];
      for (const stream of streams) {
        const number = numbers.get(stream) ?? (isWhole ? -1 : undefined);
        if (number === undefined) missing.push(stream);
        else found.set(stream, number);
      }
      const read = await Promise.all(missing.map((stream) => readEnd(tx, stream)));
      for (const [place, stream] of missing.entries()) {
        const number: EventNumber | -1 = read[place]?.number ?? -1;
        found.set(stream, number);
        keep(stream, number);
      }
      return found;
    },
    follow(events) {
      if (next === undefined) return;
      next += events.length;
      for (const { stream, eventNumber } of events) keep(stream, eventNumber);
    },
  };
}
