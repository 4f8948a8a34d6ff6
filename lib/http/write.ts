// Writing over HTTP: appends, metadata and deletions.

import type { StreamName } from '../core/events.ts';
import { isStreamName } from '../core/limits.ts';
import { metadataOwner, metadataStreamOf } from '../core/stream-metadata.ts';
import type { AppendResult } from '../event-store.ts';
import { type Answer, badRequest, textAnswer } from './answer.ts';
import type { Target } from './content-types.ts';
import type { Exchange } from './exchange.ts';
import { checkAccept, readPost } from './request.ts';
import { checkRequireLeader, expectedVersionOf, hardDeleteOf } from './request-headers.ts';

export async function postEvents(
  exchange: Exchange,
  stream: StreamName,
  idInAddress?: string,
): Promise<Answer> {
  const target: Target = idInAddress === undefined ? 'stream' : 'incoming';
  const reading = await readPost(exchange, target, idInAddress);
  checkStream(stream);
  if (reading.kind === 'needs_id') return toIdempotentUri(exchange, stream);
  const result = await exchange.store.appendToStream(stream, reading.events, {
    expectedVersion: reading.expectedVersion,
  });
  return created(exchange, stream, result);
}

export async function postMetadata(exchange: Exchange, stream: StreamName): Promise<Answer> {
  const reading = await readPost(exchange, 'metadata');
  checkStream(stream);
  if (metadataOwner(stream) !== undefined) {
    throw badRequest(
      `Bad Request. "${stream}" is a metadata stream and has no metadata of its own. Nothing was written.`,
    );
  }
  if (reading.kind === 'needs_id') return toIdempotentUri(exchange, stream);
  const metadataStream = metadataStreamOf(stream);
  const { expectedVersion } = reading;
  const result = await exchange.store.appendToStream(metadataStream, reading.events, { expectedVersion });
  return created(exchange, metadataStream, result);
}

export async function deleteStream(exchange: Exchange, stream: StreamName): Promise<Answer> {
  const { request, store } = exchange;
  checkAccept(exchange);
  checkStream(stream);
  const expectedVersion = expectedVersionOf(request);
  checkRequireLeader(request);
  const result = hardDeleteOf(request)
    ? await store.tombstoneStream(stream, { expectedVersion })
    : await store.deleteStream(stream, { expectedVersion });
  const headers = { 'Store-Outcome': 'committed', 'Store-Position': String(result.position) };
  return { status: 204, reason: 'Stream deleted', headers, body: null };
}

function checkStream(stream: StreamName): void {
  const name: string = stream;
  if (isStreamName(stream)) return;
  throw badRequest(`Invalid request. "${name}" cannot be the name of a stream. Nothing was written.`);
}

/** The client posts the same event there, as often as it needs to. */
function toIdempotentUri(exchange: Exchange, stream: StreamName): Answer {
  const location = `${exchange.addresses.streamUri(stream)}/incoming/${exchange.newId()}`;
  return textAnswer(307, 'Temporary Redirect', 'Forwarding to idempotent URI', { Location: location });
}

function created(exchange: Exchange, stream: StreamName, result: AppendResult): Answer {
  return textAnswer(201, 'Created', '', {
    Location: `${exchange.addresses.streamUri(stream)}/${result.firstEventNumber}`,
    'Store-Outcome': result.outcome,
    'Store-Events': `${result.firstEventNumber}-${result.lastEventNumber}`,
    'Store-Guarantee': result.guarantee,
    ...(result.dataDiffers && { 'Store-Data-Differs': 'true' }),
    ...(result.position !== null && { 'Store-Position': String(result.position) }),
  });
}
