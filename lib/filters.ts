// Filters as they are handed in: checked, and copied, so that one that is changed later filters as before.
import { checkedOptions, refused } from './check.ts';
import type { EventFilter } from './core/filter.ts';
import { isList, messageOf } from './core/shown.ts';
import { InvalidArgumentError } from './errors.ts';

type FilterBy = { readonly prefixes: readonly string[] } | { readonly regex: RegExp | string };

/**
 * Events of the streams whose names begin with one of the prefixes, or match the expression.
 * @throws InvalidArgumentError
 */
export function streamNameFilter(by: FilterBy): EventFilter {
  return filterOf('streamName', by);
}

/** Events whose types begin with one of the prefixes, or match the expression. @throws InvalidArgumentError */
export function eventTypeFilter(by: FilterBy): EventFilter {
  return filterOf('eventType', by);
}

/** Events of types that do not begin with `$`. */
export function excludeSystemEvents(): EventFilter {
  return eventTypeFilter({ regex: /^[^$]/ });
}

export function checkedFilter(filter: EventFilter | undefined): EventFilter | undefined {
  if (filter === undefined) return undefined;
  const { filterOn } = checkedOptions(filter, 'filter');
  if (filterOn === 'streamName' || filterOn === 'eventType') return filterOf(filterOn, filter, 'filter.');
  throw refused('filter.filterOn', "'streamName' or 'eventType'", filterOn);
}

function filterOf(filterOn: EventFilter['filterOn'], by: FilterBy, inside = ''): EventFilter {
  const { prefixes, regex } = checkedOptions(by, 'filter') as { prefixes?: unknown; regex?: unknown };
  if (prefixes !== undefined) return { filterOn, prefixes: checkedPrefixes(`${inside}prefixes`, prefixes) };
  if (typeof regex === 'string' || isRegExp(regex)) {
    return { filterOn, regex: expressionOf(`${inside}regex`, regex) };
  }
  throw refused(`${inside}regex`, 'a regular expression, where there are no prefixes', regex);
}

function checkedPrefixes(argument: string, prefixes: unknown): readonly string[] {
  if (!isList(prefixes)) throw refused(argument, 'an array of texts', prefixes);
  return Array.from(prefixes, (prefix: unknown, place) => {
    if (typeof prefix === 'string') return prefix;
    throw refused(`${argument}[${place}]`, 'a text', prefix);
  });
}

/** Also one of another frame. */
function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

function expressionOf(argument: string, regex: RegExp | string): RegExp {
  try {
    return new RegExp(regex);
  } catch (error) {
    throw new InvalidArgumentError(argument, `is no regular expression: ${messageOf(error)}`);
  }
}
