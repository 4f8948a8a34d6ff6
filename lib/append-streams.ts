// Several streams in one append: all or nothing.
import { type AppendRequest, type AppendResult, append, type Outcome } from './append.ts';
import type { WriteTransaction } from './database.ts';

/** One after the other in the same transaction: a refusal of one throws, and then nothing of any is written. */
export async function appendToStreams(
  tx: WriteTransaction,
  requests: readonly AppendRequest[],
): Promise<Outcome<readonly AppendResult[]>> {
  const outcomes: Outcome<AppendResult>[] = [];
  for (const request of requests) outcomes.push(await append(tx, request));
  return {
    result: outcomes.map(({ result }) => result),
    written: outcomes.flatMap(({ written }) => written),
  };
}
