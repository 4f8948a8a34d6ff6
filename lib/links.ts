// The links of system streams: numbered as records are written, and read from the records they are about.
import { type EventId, type EventNumber, RecordedEvent, type StreamName } from './core/events.ts';
import { LINK_EVENT_TYPE } from './core/links.ts';
import type { Sizes } from './core/sizes.ts';
import { linkCounts, linkedPlaces } from './core/system-streams.ts';
import type { UnlinkedRecord } from './records.ts';
import type { CommitRecord } from './schema.ts';

/** Consecutive records with their links. @param nextLinks the number that the next link of each system stream gets; advanced */
export function withLinks(
  records: readonly UnlinkedRecord[],
  nextLinks: Map<StreamName, EventNumber>,
  sizes: Sizes,
): CommitRecord[] {
  const linked: CommitRecord[] = [];
  for (let start = 0; start < records.length; ) {
    const end = endOfShared(records, start, sizes);
    const shared = records.slice(start, end);
    const links = linksOf(shared, nextLinks);
    const linkedCount = shared.reduce((sum, { count }) => sum + count, 0);
    const [first, ...others] = shared as [UnlinkedRecord, ...UnlinkedRecord[]];
    linked.push(others.length === 0 ? { ...first, links } : { ...first, links, linkedCount }, ...others);
    start = end;
  }
  return linked;
}

/** One past the last record that the one at `start` speaks for. */
function endOfShared(records: readonly UnlinkedRecord[], start: number, sizes: Sizes): number {
  let events = 0;
  let length = 0;
  for (let end = start; end < records.length; end++) {
    const record = records[end] as UnlinkedRecord;
    events += record.count;
    length += lengthOf(record);
    if (end > start && (events > sizes.linkedEvents || length > sizes.linkedLength)) return end;
  }
  return records.length;
}

/** Names count, too: each type may be a key in the list of links, and a name can be longer than all else. */
function lengthOf({ stream, types, data, metadata }: UnlinkedRecord): number {
  let length = stream.length;
  for (const type of types) length += type.length;
  for (const payload of data) length += payload?.length ?? 0;
  for (const payload of metadata) length += payload?.length ?? 0;
  return length;
}

function linksOf(
  records: readonly UnlinkedRecord[],
  nextLinks: Map<StreamName, EventNumber>,
): [StreamName, EventNumber][] {
  return [...linkCounts(records)].map(([systemStream, count]) => {
    const first = nextLinks.get(systemStream) as EventNumber;
    nextLinks.set(systemStream, first + count);
    return [systemStream, first];
  });
}

/** A link, before what it says is made. */
interface Link {
  readonly number: EventNumber;
  readonly record: CommitRecord;
  /** In the record. */
  readonly place: number;
}

/** The links of the system stream to events of these records, of which the first speaks for all, in order. */
function* linksTo(records: readonly CommitRecord[], systemStream: StreamName): Generator<Link> {
  let number = records[0] ? firstLinkOf(records[0], systemStream) : 0;
  for (const record of records) {
    for (const place of linkedPlaces(systemStream, record)) yield { number: number++, record, place };
  }
}

/** The number of the first link of the system stream that the record speaks for. */
export function firstLinkOf({ links }: CommitRecord, systemStream: StreamName): EventNumber {
  return links?.find(([name]) => name === systemStream)?.[1] ?? 0;
}

/**
 * Number and time of the last link of the system stream to events of these records, of which the first speaks for all.
 * Undefined where a hole took all that was linked to.
 */
export function lastLinkTo(
  records: readonly CommitRecord[],
  systemStream: StreamName,
): { readonly number: EventNumber; readonly createdMs: number } | undefined {
  const last = [...linksTo(records, systemStream)].at(-1);
  return last && { number: last.number, createdMs: last.record.createdMs };
}

const utf8 = new TextEncoder();

/** The links with the numbers `low` to `high`, both included, as events of the system stream. */
export function linkEventsTo(
  records: readonly CommitRecord[],
  systemStream: StreamName,
  low: EventNumber,
  high: EventNumber,
): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const link of linksTo(records, systemStream)) {
    if (link.number >= low && link.number <= high) events.push(linkEvent(link, systemStream));
  }
  return events;
}

function linkEvent({ number, record, place }: Link, systemStream: StreamName): RecordedEvent {
  const isLink = record.types[place] === LINK_EVENT_TYPE;
  return new RecordedEvent({
    stream: systemStream,
    eventNumber: number,
    position: record.position + place,
    createdMs: record.createdMs,
    event: {
      id: record.ids[place] as EventId,
      type: LINK_EVENT_TYPE,
      // A link to a link would not be followed to the event, so a category passes on what its links point at.
      data:
        (isLink ? record.data[place] : undefined) ?? utf8.encode(`${record.first + place}@${record.stream}`),
      metadata: null,
    },
  });
}
