// Links followed inside one transaction; a link to what can no longer be read is kept without its target.
import type { RecordedEvent, ResolvedEvent, StreamName } from './core/events.ts';
import { LINK_EVENT_TYPE, linkText, parseLink } from './core/links.ts';
import { isSoftDeleted, isVisible, visibilityOf } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { readEvents, readStreamState, type StreamState } from './log.ts';

export async function resolveLinks(
  tx: Transaction,
  events: readonly RecordedEvent[],
  nowMs: number,
): Promise<ResolvedEvent[]> {
  // Most pages hold none, and need no promise for each event.
  if (!events.some(isLink)) return events.map((event) => ({ event }));
  // Many links of a page point into the same stream.
  const states = new Map<StreamName, Promise<StreamState>>();
  function stateOf(stream: StreamName): Promise<StreamState> {
    const state = states.get(stream) ?? readStreamState(tx, stream);
    states.set(stream, state);
    return state;
  }
  return Promise.all(
    events.map(async (event): Promise<ResolvedEvent> => {
      if (!isLink(event)) return { event };
      const target = await targetOf(tx, event, stateOf, nowMs);
      return target ? { event: target, link: event } : { link: event };
    }),
  );
}

function isLink({ type }: RecordedEvent): boolean {
  return type === LINK_EVENT_TYPE;
}

const utf8 = new TextDecoder();

async function targetOf(
  tx: Transaction,
  link: RecordedEvent,
  stateOf: (stream: StreamName) => Promise<StreamState>,
  nowMs: number,
): Promise<RecordedEvent | undefined> {
  const text = linkText(link.rawData, (bytes) => utf8.decode(bytes));
  const target = text === undefined ? undefined : parseLink(text);
  if (!target) return undefined;
  const [state, [event]] = await Promise.all([
    stateOf(target.stream),
    readEvents(tx, target.stream, target.eventNumber, target.eventNumber),
  ]);
  if (!event || state.tombstoned || isSoftDeleted(state.metadata)) return undefined;
  const visibility = visibilityOf(target.stream, state.current, state.metadata, nowMs);
  return isVisible(event, visibility) ? event : undefined;
}
