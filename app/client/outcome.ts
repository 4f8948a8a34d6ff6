// What an answer means. Read from the answer, never guessed.
import { type Answer, type Attempt, headerOf } from './attempt.ts';

export type Outcome =
  | { readonly kind: 'sending' }
  | { readonly kind: 'queued' }
  | Held
  | {
      /** `data_differs`: the ids are in the stream, but not with what was sent; nothing was written. */
      readonly kind: 'committed' | 'already_committed' | 'data_differs';
      readonly first: number;
      readonly last: number;
      /** Of the last event in the log; null when the answer does not say. */
      readonly position: number | null;
      readonly guarantee: string | null;
    }
  | { readonly kind: 'conflict'; readonly reason: 'ahead' | 'behind'; readonly currentVersion: number }
  | {
      readonly kind: 'partial';
      readonly currentVersion: number;
      /** One entry an event: where its id is in the stream, or null. */
      readonly committedAt: readonly (number | null)[];
    }
  | { readonly kind: 'id_assigned'; readonly location: string }
  | { readonly kind: 'rejected'; readonly says: string }
  /** `answered`: an answer came, but it does not say whether anything was written. */
  | { readonly kind: 'no_reply'; readonly answered: string | null };

/** Not sent, and not sent by itself: the request that it was built on did not lead to the version that it expects. */
export interface Held {
  readonly kind: 'held';
  /** The request that it was built on, maybe over others that are held, too; itself once another carries it on. */
  readonly head: string;
  /** What became of that one. `elsewhere`: it was written, at another number. */
  readonly why: 'refused' | 'elsewhere' | 'discarded' | 'carried_on';
}

export type OutcomeKind = Outcome['kind'];

export const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = {
  sending: 'Sending',
  queued: 'Queued',
  held: 'Held',
  committed: 'Committed',
  already_committed: 'Already committed',
  data_differs: 'Data differs',
  conflict: 'Conflict',
  partial: 'Partial duplicate',
  id_assigned: 'Id assigned',
  rejected: 'Rejected',
  no_reply: 'No reply',
};

/** What the client knows of an attempt. */
export function outcomeOf(attempt: Attempt): Outcome {
  switch (attempt.client.kind) {
    case 'sending':
      return { kind: 'sending' };
    case 'no_answer':
      return { kind: 'no_reply', answered: null };
    case 'answered':
      return readAnswer(attempt.client.answer);
  }
}

const outcomes = new WeakMap<Answer, Outcome>();

/** Answers never change, so each is read once: every request is looked at whenever one of them changes. */
export function readAnswer(answer: Answer): Outcome {
  const outcome = outcomes.get(answer) ?? outcomeIn(answer);
  outcomes.set(answer, outcome);
  return outcome;
}

function outcomeIn(answer: Answer): Outcome {
  const location = headerOf(answer, 'Location');
  if (answer.status === 201) return written(answer, location);
  if (answer.status === 307 && location) return { kind: 'id_assigned', location };
  if (headerOf(answer, 'ES-CurrentVersion') !== null) return conflict(answer);
  if (answer.status >= 500 && headerOf(answer, 'Store-Outcome') !== 'rejected')
    return { kind: 'no_reply', answered: `${answer.status} ${answer.statusText}`.trim() };
  return { kind: 'rejected', says: refusal(answer) };
}

function written(answer: Answer, location: string | null): Outcome {
  const range = /^(\d+)-(\d+)$/.exec(headerOf(answer, 'Store-Events') ?? '');
  // Another server says only where the first event is.
  const first = Number(range?.[1] ?? location?.split('/').at(-1));
  const position = headerOf(answer, 'Store-Position');
  return {
    kind: writtenKind(answer),
    first,
    last: range ? Number(range[2]) : first,
    position: position === null ? null : Number(position),
    guarantee: headerOf(answer, 'Store-Guarantee'),
  };
}

function writtenKind(answer: Answer): 'committed' | 'already_committed' | 'data_differs' {
  if (headerOf(answer, 'Store-Outcome') !== 'already_committed') return 'committed';
  return headerOf(answer, 'Store-Data-Differs') === 'true' ? 'data_differs' : 'already_committed';
}

function conflict(answer: Answer): Outcome {
  const currentVersion = Number(headerOf(answer, 'ES-CurrentVersion'));
  const reason = headerOf(answer, 'Store-Reason');
  if (reason !== 'partial')
    return { kind: 'conflict', reason: reason === 'ahead' ? 'ahead' : 'behind', currentVersion };
  const places = (headerOf(answer, 'Store-Committed-At') ?? '').split(',').map((place) => place.trim());
  return {
    kind: 'partial',
    currentVersion,
    committedAt: places.map((place) => (/^\d+$/.test(place) ? Number(place) : null)),
  };
}

function refusal(answer: Answer): string {
  const text = answer.body.trim() || answer.statusText || `status ${answer.status}`;
  const sentence = /[.!?]$/.test(text) ? text : `${text}.`;
  return /nothing was written/i.test(sentence) ? sentence : `${sentence} Nothing was written.`;
}
