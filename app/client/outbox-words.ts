// What is said of the queue: while the network is off, and when what waited was sent.

import { grouped } from '../ui/words.ts';
import { type History, latestOutcome, needsYou } from './history.ts';
import { OUTCOME_WORDS, type OutcomeKind } from './outcome.ts';
import { announcement } from './words.ts';

/** `Network switched off here. 2 requests are queued.` `deviceIsOff`: this device has no network at all. */
export function networkOffWords(queued: number, deviceIsOff = false): string {
  const off = deviceIsOff
    ? 'You are offline, and the network is switched off here.'
    : 'Network switched off here.';
  if (queued === 0) return `${off} Requests wait in the queue.`;
  return `${off} ${queued === 1 ? '1 request is' : `${grouped(queued)} requests are`} queued.`;
}

/**
 * `Network is back. 2 requests sent: 1 committed, 1 conflict needs you.` One request is told whole. `held`: how many were not
 * sent because of what came of these. `needs`: by themselves.
 */
export function sentWords(
  sent: readonly History[],
  networkIsBack: boolean,
  held = 0,
  needs: typeof needsYou = needsYou,
): string {
  const back = networkIsBack ? 'Network is back. ' : '';
  const [only] = sent;
  if (sent.length === 1 && only)
    return `${networkIsBack ? `${back}1 request sent. ` : ''}${announcement(only)}${heldCountWords(held)}`;
  // What needs a person comes last, where the way to it is.
  const inOrder = [...sent.filter((history) => !needs(history)), ...sent.filter(needs)];
  const kinds = [...new Set(inOrder.map((history) => latestOutcome(history).kind))];
  const counts = kinds.map((kind) => countWords(kind, sent, needs)).join(', ');
  return `${back}${grouped(sent.length)} requests sent: ${counts}.${heldCountWords(held)}`;
}

function heldCountWords(held: number): string {
  if (held === 0) return '';
  return held === 1
    ? ' 1 request that was built on it is held and needs you.'
    : ` ${grouped(held)} requests that were built on it are held and need you.`;
}

/** The outcomes that are counted as things. */
const NOUNS: Readonly<Partial<Record<OutcomeKind, readonly [one: string, several: string]>>> = {
  conflict: ['conflict', 'conflicts'],
  partial: ['partial duplicate', 'partial duplicates'],
  data_differs: ['with other data', 'with other data'],
};

function countWords(kind: OutcomeKind, sent: readonly History[], needs: typeof needsYou): string {
  const those = sent.filter((history) => latestOutcome(history).kind === kind);
  const [one, several] = NOUNS[kind] ?? [OUTCOME_WORDS[kind].toLowerCase()];
  const word = those.length === 1 ? one : (several ?? one);
  const needy = those.filter(needs).length;
  // Some of them may have been solved since.
  const ask =
    needy === 0
      ? ''
      : `${needy < those.length ? `, ${grouped(needy)} of them` : ''} ${needy === 1 ? 'needs' : 'need'} you`;
  return `${grouped(those.length)} ${word}${ask}`;
}
