// Deletes inside a transaction: soft (metadata that hides everything) and for good (a tombstone).

import type { Outcome } from './append.ts';
import { type EventData, type EventId, type Position, type StreamName, TOMBSTONE } from './core/events.ts';
import type { ExpectedVersion } from './core/expected-version.ts';
import { METADATA_EVENT_TYPE, metadataStreamOf, SOFT_DELETE_JSON } from './core/stream-metadata.ts';
import { TOMBSTONE_TYPE } from './core/system-streams.ts';
import type { WriteTransaction } from './database.ts';
import { decide, factsOf } from './decide.ts';
import { WrongExpectedVersionError } from './errors.ts';
import { findIds } from './find-ids.ts';
import { addEvents, readHead, readStreamState } from './log.ts';

export interface DeleteRequest {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  /** The id of the event that marks the deletion. */
  readonly id: EventId;
  readonly nowMs: number;
}

/** What a delete answers. */
export interface DeleteResult {
  /** Position of the metadata event or tombstone that marks the deletion. */
  readonly position: Position;
}

/** A stream that never was cannot be soft-deleted. @throws WrongExpectedVersionError, StreamDeletedError */
export async function softDelete(
  tx: WriteTransaction,
  request: DeleteRequest,
): Promise<Outcome<DeleteResult>> {
  const state = await check(tx, request);
  if (state.current < 0 && state.metadata.version < 0) {
    throw new WrongExpectedVersionError({ ...request, currentVersion: -1, reason: 'ahead', events: [] });
  }
  const event: EventData = {
    id: request.id,
    type: METADATA_EVENT_TYPE,
    data: SOFT_DELETE_JSON,
    metadata: null,
  };
  return mark(tx, request, metadataStreamOf(request.stream), state.metadata.version + 1, event);
}

/** Works on a stream that never was, too: the name can then never be used. @throws as softDelete */
export async function tombstone(
  tx: WriteTransaction,
  request: DeleteRequest,
): Promise<Outcome<DeleteResult>> {
  await check(tx, request);
  const event: EventData = {
    id: request.id,
    type: TOMBSTONE_TYPE,
    data: new Uint8Array(),
    metadata: null,
  };
  return mark(tx, request, request.stream, TOMBSTONE, event);
}

/** A delete is checked as an append of one new event would be. */
async function check(tx: WriteTransaction, request: DeleteRequest) {
  const state = await readStreamState(tx, request.stream);
  const events = [{ id: request.id, type: '', data: '', metadata: null }];
  await decide(tx, { ...request, events }, factsOf(state));
  return state;
}

async function mark(
  tx: WriteTransaction,
  request: DeleteRequest,
  stream: StreamName,
  first: number,
  event: EventData,
): Promise<Outcome<DeleteResult>> {
  const { next: position } = await readHead(tx);
  const written = await addEvents(tx, {
    stream,
    position,
    first,
    createdMs: request.nowMs,
    events: [event],
    ids: await findIds(tx, stream, [event.id]),
  });
  return { result: { position }, written: [written] };
}
