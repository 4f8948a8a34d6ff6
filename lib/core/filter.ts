// Filters of the whole log: by stream name or by event type, by prefix or by regular expression.
import type { RecordedEvent } from './events.ts';

/** Which events of the log pass; made by `streamNameFilter`, `eventTypeFilter` or `excludeSystemEvents`. */
export type EventFilter =
  | { readonly filterOn: 'streamName' | 'eventType'; readonly prefixes: readonly string[] }
  | { readonly filterOn: 'streamName' | 'eventType'; readonly regex: RegExp };

export function matchesFilter(event: RecordedEvent, filter: EventFilter): boolean {
  const text = filter.filterOn === 'streamName' ? event.stream : event.type;
  if ('prefixes' in filter) return filter.prefixes.some((prefix) => text.startsWith(prefix));
  filter.regex.lastIndex = 0; // With `g` or `y` an expression remembers where it stopped, and would skip events.
  return filter.regex.test(text);
}
