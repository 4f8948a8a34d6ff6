// Errors of the store as answers: the one place that knows which error has which status.
import {
  EventNotFoundError,
  InvalidArgumentError,
  InvalidEventError,
  StorageFullError,
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

const REJECTED = { 'Store-Outcome': 'rejected' };

export function errorAnswer(error: unknown, intent: Intent): Answer {
  if (error instanceof WrongExpectedVersionError) return conflict(error);
  const answer = answerFor(error, intent);
  // An unknown failure leaves open whether something was written, so it claims nothing.
  if (intent === 'read' || answer.status === 500) return answer;
  return { ...answer, headers: { ...REJECTED, ...answer.headers } };
}

function answerFor(error: unknown, intent: Intent): Answer {
  switch (true) {
    case error instanceof Refusal:
      return error.answer;
    case error instanceof StreamDeletedError:
      return intent === 'write'
        ? textAnswer(410, 'Stream deleted', `Stream deleted. ${error.message}`)
        : textAnswer(410, 'Deleted', `Deleted. Stream "${error.stream}" was deleted for good.`);
    case error instanceof StreamNotFoundError:
    case error instanceof EventNotFoundError:
      return NOT_FOUND;
    case error instanceof InvalidEventError:
      return textAnswer(400, 'Bad Request', `Write request body invalid. ${error.message}`);
    case error instanceof InvalidArgumentError:
      return textAnswer(400, 'Bad Request', `Invalid request. ${error.message}`);
    case error instanceof TooLargeError:
      return tooLarge(error);
    case error instanceof StorageFullError:
      return textAnswer(507, 'Insufficient Storage', error.message);
    case error instanceof StoreClosedError:
    case error instanceof UpgradeBlockedError:
      return textAnswer(503, 'Service Unavailable', error.message);
    default:
      return textAnswer(500, 'Internal Server Error', 'The store could not answer this request.');
  }
}

function conflict(error: WrongExpectedVersionError): Answer {
  const current = String(error.currentVersion);
  return textAnswer(400, 'Wrong expected EventNumber', `Wrong expected EventNumber. ${error.message}`, {
    'Kurrent-CurrentVersion': current,
    'ES-CurrentVersion': current,
    'Store-Outcome': 'conflict',
    'Store-Reason': error.reason,
    'Store-Committed-At': error.events.map(({ eventNumber }) => eventNumber ?? '-').join(','),
  });
}

function tooLarge(error: TooLargeError): Answer {
  const what = error.what === 'event' ? 'events' : 'append';
  const reason = `Too large ${what} received. Limit is ${error.limitBytes} bytes.`;
  return textAnswer(413, reason, `${reason} ${error.message}`);
}
