// Filters of the whole log: by stream name or by event type, by prefix or by regular expression.
import type { RecordedEvent } from './events.ts';

/** Which events of the log pass; made by `streamNameFilter`, `eventTypeFilter` or `excludeSystemEvents`. */
export type EventFilter =
  | { readonly filterOn: 'streamName' | 'eventType'; readonly prefixes: readonly string[] }
  | { readonly filterOn: 'streamName' | 'eventType'; readonly regex: RegExp };

type FilterBy = { readonly prefixes: readonly string[] } | { readonly regex: RegExp | string };

/** Events of the streams whose names begin with one of the prefixes, or match the expression. */
export function streamNameFilter(by: FilterBy): EventFilter {
  return filterOf('streamName', by);
}

/** Events whose types begin with one of the prefixes, or match the expression. */
export function eventTypeFilter(by: FilterBy): EventFilter {
  return filterOf('eventType', by);
}

/** Events of types that do not begin with `$`. */
export function excludeSystemEvents(): EventFilter {
  return eventTypeFilter({ regex: /^[^$]/ });
}

export function matchesFilter(event: RecordedEvent, filter: EventFilter): boolean {
  const text = filter.filterOn === 'streamName' ? event.stream : event.type;
  if ('prefixes' in filter) return filter.prefixes.some((prefix) => text.startsWith(prefix));
  filter.regex.lastIndex = 0; // With `g` or `y` an expression remembers where it stopped, and would skip events.
  return filter.regex.test(text);
}

function filterOf(filterOn: 'streamName' | 'eventType', by: FilterBy): EventFilter {
  if ('prefixes' in by) return { filterOn, prefixes: by.prefixes };
  return { filterOn, regex: new RegExp(by.regex) };
}
