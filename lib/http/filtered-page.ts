// A page of those events of the log that pass a filter, however few they are.
import type { RecordedEvent, ResolvedEvent } from '../core/events.ts';
import type { AllPage, AllPageRequest, EventStore } from '../event-store.ts';
import { badRequest, type Refusal } from './answer.ts';
import type { EventFilter } from './event-filter.ts';

/** The sizes at which a page takes another path. Tests draw them small. */
export interface FilteredSizes {
  /** Events in one read. */
  readonly batchEvents: number;
  /** A page of a filter that hits rarely looks at so many events at most; its links lead on from there. */
  readonly lookedAt: number;
  /** And so does a page of a filter that is a lot of work. */
  readonly steps: number;
}

const SIZES: FilteredSizes = { batchEvents: 512, lookedAt: 16_384, steps: 2 ** 22 };

/** A page of the events that pass. @throws Refusal 400 when a single event would be too much work */
export async function readFiltered(
  store: EventStore,
  pageRequest: AllPageRequest,
  filter: EventFilter,
  sizes: FilteredSizes = SIZES,
): Promise<AllPage> {
  const events: ResolvedEvent[] = [];
  let batch = await store.readAllPage({ ...pageRequest, maxCount: sizes.batchEvents });
  const first = batch;
  let steps = 0;
  for (let looked = 0; ; ) {
    for (const resolved of batch.events) {
      const original = resolved.link ?? resolved.event;
      if (!original) continue;
      steps += filter.stepsFor(original);
      if (steps > sizes.steps) {
        if (looked === 0 && resolved === first.events[0]) throw tooMuchWork(original);
        const next = pageRequest.direction === 'forwards' ? original.position : original.position + 1;
        return { ...batch, events, from: first.from, next, endOfLog: false };
      }
      if (!filter.passes(original)) continue;
      events.push(resolved);
      if (events.length < pageRequest.maxCount) continue;
      const next = pageRequest.direction === 'forwards' ? original.position + 1 : original.position;
      const endOfLog = batch.endOfLog && resolved === batch.events.at(-1);
      return { ...batch, events, from: first.from, next, endOfLog };
    }
    looked += batch.events.length;
    if (batch.endOfLog || looked >= sizes.lookedAt) return { ...batch, events, from: first.from };
    batch = await store.readAllPage({
      ...pageRequest,
      from: batch.next,
      maxCount: sizes.batchEvents,
      logId: first.logId,
    });
  }
}

function tooMuchWork({ position }: RecordedEvent): Refusal {
  return badRequest(
    `Invalid data please provide a shorter regex. The name that it is held against is too long, at position ${position}.`,
  );
}
