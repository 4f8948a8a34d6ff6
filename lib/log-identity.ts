// Which log a transaction is on: a place of one log, a position or an event number, means nothing in another.
import type { LogId } from './core/events.ts';
import type { OpenLog } from './database.ts';
import { LogReplacedError } from './errors.ts';

interface OnLog {
  readonly log: OpenLog;
}

/** Undefined expects nothing. @throws LogReplacedError */
export function checkLog({ log }: OnLog, expected: LogId | undefined): void {
  if (expected === undefined || expected === log.id) return;
  throw new LogReplacedError(log.storeName, expected, log.id);
}

/** Lets a transaction pass that is on the same log as the first one. @throws LogReplacedError */
export type SameLog = <Tx extends OnLog>(tx: Tx) => Tx;

/** For work of several transactions. */
export function onOneLog(): SameLog {
  let first: LogId | undefined;
  return (tx) => {
    first ??= tx.log.id;
    checkLog(tx, first);
    return tx;
  };
}
