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

/** For work of several transactions: lets those pass that are on the same log as the first. @throws LogReplacedError */
export function onOneLog(): <Tx extends OnLog>(tx: Tx) => Tx {
  let first: LogId | undefined;
  return (tx) => {
    first ??= tx.log.id;
    checkLog(tx, first);
    return tx;
  };
}
