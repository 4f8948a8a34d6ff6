// Data and metadata as texts for the screen.
import type { Payload, RecordedEvent } from '../../../lib/index.ts';
import { prettyJson } from '../../ui/highlight.ts';
import { oneLine } from '../../ui/one-line.ts';

const PREVIEW_LENGTH = 240;

/** One line of it. */
export function preview(payload: Payload): string {
  if (typeof payload !== 'string') return `${payload.byteLength} bytes, not JSON`;
  const start = oneLine(payload, PREVIEW_LENGTH);
  return payload.length > PREVIEW_LENGTH ? `${start}…` : start;
}

/** Bytes that are UTF-8 text, or undefined. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not text: it is shown as bytes.
  }
}

/** As it is shown in several lines. */
export function formatted(payload: Payload): string {
  return typeof payload === 'string' ? prettyJson(payload) : (textOf(payload) ?? hexOf(payload));
}

const SHOWN_BYTES = 4_096;

/** The first 4,096 bytes as hexadecimal numbers, sixteen a line. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  const end = Math.min(bytes.length, SHOWN_BYTES);
  for (let at = 0; at < end; at += 16) {
    const row = bytes.subarray(at, Math.min(at + 16, end));
    lines.push([...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' '));
  }
  if (bytes.length > end) lines.push(`… ${bytes.length - end} more bytes`);
  return lines.join('\n');
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The event as one JSON text: data and metadata exactly as stored, bytes in base64. */
export function eventJson(event: RecordedEvent): string {
  const members = [
    `"eventStreamId": ${JSON.stringify(event.stream)}`,
    `"eventNumber": ${event.eventNumber}`,
    `"eventType": ${JSON.stringify(event.type)}`,
    `"eventId": ${JSON.stringify(event.id)}`,
    `"created": ${JSON.stringify(event.created)}`,
    `"data": ${jsonOf(event.rawData)}`,
    `"metadata": ${event.rawMetadata === null ? 'null' : jsonOf(event.rawMetadata)}`,
  ];
  return `{\n  ${members.join(',\n  ')}\n}`;
}

function jsonOf(payload: Payload): string {
  return typeof payload === 'string' ? payload : JSON.stringify(base64Of(payload));
}
