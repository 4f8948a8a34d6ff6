// Filters of the whole log: by event type or stream name, by prefix or regular expression.
import type { RecordedEvent } from '../core/events.ts';
import { badRequest } from './answer.ts';

export type EventFilter = (event: RecordedEvent) => boolean;

/** Reads `?context=eventtype|streamid&type=prefix|regex&data=…` or `?exclude-system-events=true`. @throws Refusal 400 */
export function readFilter(parameters: URLSearchParams): EventFilter {
  if (parameters.get('exclude-system-events')?.toLowerCase() === 'true') {
    return (event) => !event.type.startsWith('$');
  }
  const subject = readContext(parameters.get('context') ?? '');
  const type = parameters.get('type')?.toLowerCase() ?? '';
  if (type !== 'prefix' && type !== 'regex') {
    throw badRequest(`Invalid type please provide one of the following: regex, prefix. It was "${type}".`);
  }
  const data = parameters.get('data') ?? '';
  if (data === '')
    throw badRequest('Invalid data please provide a comma separated list of prefixes or a regex.');
  const matches = type === 'prefix' ? byPrefix(data.split(',')) : byExpression(data);
  return (event) => matches(subject(event));
}

function readContext(context: string): (event: RecordedEvent) => string {
  switch (context.toLowerCase()) {
    case 'streamid':
      return (event) => event.stream;
    case 'eventtype':
      return (event) => event.type;
    default:
      throw badRequest(
        `Invalid context please provide one of the following: StreamId, EventType. It was "${context}".`,
      );
  }
}

function byPrefix(prefixes: readonly string[]): (text: string) => boolean {
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

function byExpression(source: string): (text: string) => boolean {
  try {
    const expression = new RegExp(source, 'u');
    return (text) => expression.test(text);
  } catch (error) {
    throw badRequest(`Invalid data please provide a regex. ${(error as SyntaxError).message}.`);
  }
}
