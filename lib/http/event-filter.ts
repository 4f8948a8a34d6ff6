// Filters of the whole log: by event type or stream name, by prefix or regular expression.
import type { RecordedEvent } from '../core/events.ts';
import { type Expression, expressionOf } from '../core/expression.ts';
import { badRequest } from './answer.ts';

export interface EventFilter {
  readonly passes: (event: RecordedEvent) => boolean;
  /** How much work it is to tell, so that a page can end before it becomes too much. */
  readonly stepsFor: (event: RecordedEvent) => number;
}

/** Longest list of prefixes, and longest expression, in characters. */
const MAX_LENGTH = 4_096;

/** Reads `?context=eventtype|streamid&type=prefix|regex&data=…` or `?exclude-system-events=true`. @throws Refusal 400 */
export function readFilter(parameters: URLSearchParams): EventFilter {
  if (parameters.get('exclude-system-events')?.toLowerCase() === 'true') {
    return { passes: (event) => !event.type.startsWith('$'), stepsFor: () => 1 };
  }
  const subject = readContext(parameters.get('context') ?? '');
  const type = parameters.get('type')?.toLowerCase() ?? '';
  if (type !== 'prefix' && type !== 'regex') {
    throw badRequest(`Invalid type please provide one of the following: regex, prefix. It was "${type}".`);
  }
  const data = parameters.get('data') ?? '';
  if (data === '')
    throw badRequest('Invalid data please provide a comma separated list of prefixes or a regex.');
  if (data.length > MAX_LENGTH) {
    throw badRequest(`Invalid data please provide at most ${MAX_LENGTH} characters. It has ${data.length}.`);
  }
  const { test, stepsFor } = type === 'prefix' ? byPrefix(data.split(',')) : byExpression(data);
  return { passes: (event) => test(subject(event)), stepsFor: (event) => stepsFor(subject(event)) };
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

function byPrefix(prefixes: readonly string[]): Expression {
  return {
    test: (text) => prefixes.some((prefix) => text.startsWith(prefix)),
    stepsFor: () => prefixes.length,
  };
}

function byExpression(source: string): Expression {
  const answer = expressionOf(source);
  if (answer.kind === 'expression') return answer.expression;
  throw badRequest(`Invalid data please provide a regex. ${answer.why}.`);
}
