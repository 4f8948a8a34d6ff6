// Where reading goes on behind a page, past the numbers that cannot be read: events that are too old, or scavenged, and holes.
import type { EventNumber, RecordedEvent } from './core/events.ts';
import {
  type LookAhead,
  type PageEnd,
  type PagePlan,
  skippedBackwards,
  skippedForwards,
} from './core/pages.ts';
import { isVisible, type Visibility } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { readBeginning, readEnd } from './ends.ts';
import { readEvents, type StreamState } from './log.ts';

/** A page as it is shown: its events ascend. */
export interface ShownPage {
  readonly state: StreamState;
  readonly visibility: Visibility;
  readonly plan: PagePlan;
  readonly events: readonly RecordedEvent[];
}

export async function endForwards(tx: Transaction, page: ShownPage): Promise<PageEnd> {
  const { plan, events, state } = page;
  if (!plan.window || events.length > 0) return plan;
  return skippedForwards(await lookForwards(tx, page, plan.window.high + 1), state.current);
}

export async function endBackwards(tx: Transaction, page: ShownPage): Promise<PageEnd> {
  const { plan, events, visibility } = page;
  if (!plan.window || plan.endOfStream || events[0]?.eventNumber === plan.window.low) return plan;
  return skippedBackwards(await lookBackwards(tx, page, plan.window.low - 1), visibility.min);
}

/** A hole costs one look, however wide it is: an import may announce one of any width. */
async function lookForwards(
  tx: Transaction,
  { state: { stream, current }, visibility }: ShownPage,
  from: EventNumber,
): Promise<LookAhead> {
  const { lookAhead, lookAtOnce } = tx.sizes;
  let low = from;
  for (let left = lookAhead; left > 0 && low <= current; left -= lookAtOnce) {
    const high = Math.min(low + Math.min(lookAtOnce, left) - 1, current);
    const events = await readEvents(tx, stream, low, high);
    const found = events.find((event) => isVisible(event, visibility));
    if (found) return { found: found.eventNumber, looked: high };
    low = events.length > 0 ? high + 1 : await readBeginning(tx, stream, high + 1);
  }
  return { found: undefined, looked: low - 1 };
}

async function lookBackwards(
  tx: Transaction,
  { state: { stream }, visibility }: ShownPage,
  from: EventNumber,
): Promise<LookAhead> {
  const { lookAhead, lookAtOnce } = tx.sizes;
  let high = from;
  for (let left = lookAhead; left > 0 && high >= visibility.min; left -= lookAtOnce) {
    const low = Math.max(high - Math.min(lookAtOnce, left) + 1, visibility.min);
    const events = await readEvents(tx, stream, low, high);
    const found = events.findLast((event) => isVisible(event, visibility));
    if (found) return { found: found.eventNumber, looked: low };
    high = events.length > 0 ? low - 1 : ((await readEnd(tx, stream, low - 1))?.number ?? -1);
  }
  return { found: undefined, looked: high + 1 };
}
