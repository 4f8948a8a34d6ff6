// The streams of links that the store keeps by itself: one of all streams, one for each category, one for each event type.
import type { RecordedEvent, StreamName } from '../../../lib/index.ts';

export const ALL_STREAMS: StreamName = '$streams';

/** The type of a link, whose data says to what it leads. */
export const LINK_TYPE = '$>';

export function isSystemStream(stream: StreamName): boolean {
  return stream === ALL_STREAMS || /^\$(?:ce|et)-/.test(stream);
}

/** The stream of its category, which is what stands before the first `-`; undefined where it has none. */
export function categoryStreamOf(stream: StreamName): StreamName | undefined {
  const dash = stream.indexOf('-');
  return dash <= 0 || stream.startsWith('$') ? undefined : `$ce-${stream.slice(0, dash)}`;
}

/** The system streams that hold a link to the event. */
export function linkedIn({
  stream,
  eventNumber,
  type,
}: Pick<RecordedEvent, 'stream' | 'eventNumber' | 'type'>): readonly StreamName[] {
  if (isSystemStream(stream)) return [];
  if (eventNumber === Number.MAX_SAFE_INTEGER) return ['$et-$deleted'];
  const category = categoryStreamOf(stream);
  return [
    ...(eventNumber === 0 ? [ALL_STREAMS] : []),
    ...(category === undefined ? [] : [category]),
    ...(type === LINK_TYPE ? [] : [`$et-${type}`]),
  ];
}

/** To which event a link leads; undefined for events that are no links. */
export function targetOf({
  type,
  rawData,
}: Pick<RecordedEvent, 'type' | 'rawData'>):
  | { readonly stream: StreamName; readonly eventNumber: number }
  | undefined {
  if (type !== LINK_TYPE) return undefined;
  const [, number, stream] = /^(\d{1,16})@(.+)$/s.exec(textOf(rawData)) ?? [];
  return number === undefined || stream === undefined ? undefined : { stream, eventNumber: Number(number) };
}

/** A link is sent as bytes, or as a JSON string. */
function textOf(data: RecordedEvent['rawData']): string {
  if (typeof data !== 'string') return new TextDecoder().decode(data);
  const value: unknown = JSON.parse(data);
  return typeof value === 'string' ? value : '';
}
