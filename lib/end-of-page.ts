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
import { readEvents, type StreamState } from './log.ts';

/** A page as it is shown: its events ascend. */
export interface ShownPage {
  readonly state: StreamState;
  readonly visibility: Visibility;
  readonly plan: PagePlan;
  readonly events: readonly RecordedEvent[];
}

export async function endForwards(tx: Transaction, page: ShownPage, lookAhead: number): Promise<PageEnd> {
  const { plan, events, state } = page;
  if (!plan.window || events.length > 0) return plan;
  return skippedForwards(await lookForwards(tx, page, plan.window.high + 1, lookAhead), state.current);
}

export async function endBackwards(tx: Transaction, page: ShownPage, lookAhead: number): Promise<PageEnd> {
  const { plan, events, visibility } = page;
  if (!plan.window || plan.endOfStream || events[0]?.eventNumber === plan.window.low) return plan;
  return skippedBackwards(await lookBackwards(tx, page, plan.window.low - 1, lookAhead), visibility.min);
}

/** Events read at once while looking. */
const STEP = 250;

async function lookForwards(
  tx: Transaction,
  { state, visibility }: ShownPage,
  from: EventNumber,
  lookAhead: number,
): Promise<LookAhead> {
  const looked = Math.min(from + lookAhead - 1, state.current);
  for (let low = from; low <= looked; low += STEP) {
    const events = await readEvents(tx, state.stream, low, Math.min(low + STEP - 1, looked));
    const found = events.find((event) => isVisible(event, visibility));
    if (found) return { found: found.eventNumber, looked };
  }
  return { found: undefined, looked };
}

async function lookBackwards(
  tx: Transaction,
  { state, visibility }: ShownPage,
  from: EventNumber,
  lookAhead: number,
): Promise<LookAhead> {
  const looked = Math.max(from - lookAhead + 1, visibility.min);
  for (let high = from; high >= looked; high -= STEP) {
    const events = await readEvents(tx, state.stream, Math.max(high - STEP + 1, looked), high);
    const found = events.findLast((event) => isVisible(event, visibility));
    if (found) return { found: found.eventNumber, looked };
  }
  return { found: undefined, looked };
}
