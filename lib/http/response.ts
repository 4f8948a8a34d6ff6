// Errors of the store as answers: the one place that knows which error has which status.
import {
  ConnectionLostError,
  EventNotFoundError,
  InvalidArgumentError,
  InvalidEventError,
  LogReplacedError,
  ProgramOutdatedError,
  StorageFullError,
  StorageUnavailableError,
  StoreClosedError,
  StreamDeletedError,
  StreamNotFoundError,
  TooLargeError,
  UpgradeBlockedError,
  WrongExpectedVersionError,
} from '../errors.ts';
import { type Answer, NOT_FOUND, Refusal, textAnswer } from './answer.ts';

/** What was asked of the store: a refused write says so in `Store-Outcome`, so that a client need not guess. */
export type Intent = 'read' | 'write';

/** Nothing is wrong with the request; this tab has no store to ask. */
const UNAVAILABLE = [StoreClosedError, UpgradeBlockedError, ProgramOutdatedError];

/** Whether something was written is not known: the client sends the same again. */
const MAY_BE_WRITTEN = [ConnectionLostError, StorageUnavailableError];

const REJECTED = { 'Store-Outcome': 'rejected' };

export function errorAnswer(error: unknown, intent: Intent): Answer {
  if (error instanceof WrongExpectedVersionError) return conflict(error);
  const answer = answerFor(error, intent);
  // An unknown failure leaves open whether something was written, so it claims nothing.
  if (intent === 'read' || answer.status === 500) return answer;
  return { ...answer, headers: { ...REJECTED, ...answer.headers } };
}

function answerFor(error: unknown, intent: Intent): Answer {
  if (error instanceof Refusal) return error.answer;
  if (error instanceof StreamDeletedError) return deleted(error, intent);
  if (error instanceof StreamNotFoundError || error instanceof EventNotFoundError) return NOT_FOUND;
  // Gone for good, as the place that was asked for; 404 would be waited for.
  if (error instanceof LogReplacedError) return textAnswer(410, 'Gone', `Gone. ${error.message}`);
  if (error instanceof InvalidEventError) {
    return textAnswer(400, 'Bad Request', `Write request body invalid. ${error.message}`);
  }
  // The clock is the program's, and no request can set it right.
  if (error instanceof InvalidArgumentError && error.argument === 'now') {
    return textAnswer(500, 'Internal Server Error', error.message);
  }
  if (error instanceof InvalidArgumentError) {
    return textAnswer(400, 'Bad Request', `Invalid request. ${error.message}`);
  }
  if (error instanceof TooLargeError) return tooLarge(error);
  if (error instanceof StorageFullError) return textAnswer(507, 'Insufficient Storage', error.message);
  if (MAY_BE_WRITTEN.some((kind) => error instanceof kind)) {
    return textAnswer(500, 'Internal Server Error', (error as Error).message);
  }
  if (UNAVAILABLE.some((kind) => error instanceof kind)) {
    return textAnswer(503, 'Service Unavailable', (error as Error).message);
  }
  return textAnswer(500, 'Internal Server Error', 'The store could not answer this request.');
}

function deleted(error: StreamDeletedError, intent: Intent): Answer {
  return intent === 'write'
    ? textAnswer(410, 'Stream deleted', `Stream deleted. ${error.message}`)
    : textAnswer(410, 'Deleted', `Deleted. Stream "${error.stream}" was deleted for good.`);
}

/** A header of more places would be longer than what many clients take. */
const MAX_PLACES = 1000;

function conflict(error: WrongExpectedVersionError): Answer {
  const current = String(error.currentVersion);
  return textAnswer(400, 'Wrong expected EventNumber', `Wrong expected EventNumber. ${error.message}`, {
    'Kurrent-CurrentVersion': current,
    'ES-CurrentVersion': current,
    'Store-Outcome': 'conflict',
    'Store-Reason': error.reason,
    ...(error.events.length <= MAX_PLACES && {
      'Store-Committed-At': error.events.map(({ eventNumber }) => eventNumber ?? '-').join(','),
    }),
  });
}

function tooLarge(error: TooLargeError): Answer {
  const what = error.what === 'event' ? 'events' : 'append';
  const reason = `Too large ${what} received. Limit is ${error.limitBytes} bytes.`;
  return textAnswer(413, reason, `${reason} ${error.message}`);
}
