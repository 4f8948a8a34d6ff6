import { expect, test } from 'vitest';
import type { Attempt, ClientView } from './attempt.ts';
import type { History } from './history.ts';
import type { ClientRequest } from './request.ts';
import { announcement, guaranteeWords, sentenceOf } from './words.ts';

function history(client: ClientView, over: Partial<ClientRequest> = {}): History {
  const request = { stream: 'newstream', expectedVersion: 'no_stream', ...over } as ClientRequest;
  return { request, attempts: [{ client, number: 1 } as Attempt] };
}

function answered(status: number, headers: Record<string, string>): ClientView {
  return { kind: 'answered', answer: { status, statusText: '', headers: Object.entries(headers), body: '' } };
}

const written = (outcome: string, events: string, more: Record<string, string> = {}) =>
  answered(201, { 'Store-Outcome': outcome, 'Store-Events': events, 'Store-Guarantee': 'full', ...more });

test('each outcome has its sentence', () => {
  expect(announcement(history(written('committed', '0-0')))).toBe(
    'Committed. Written to newstream as event 0.',
  );
  expect(announcement(history(written('committed', '2-4')))).toBe(
    'Committed. Written to newstream as events 2 to 4.',
  );
  expect(announcement(history(written('already_committed', '0-0')))).toBe(
    'Already committed. Nothing new was written. The same event is already at 0.',
  );
  const differs = { 'Store-Data-Differs': 'true' };
  expect(announcement(history(written('already_committed', '0-0', differs)))).toBe(
    'Data differs. Nothing new was written. The same id is already at 0. Your event differs from the stored one: send yours under a new id, or discard it.',
  );
  expect(sentenceOf(history(written('already_committed', '0-1', differs)))).toContain(
    'The same ids are already at 0 to 1.',
  );
});

test('a conflict says both versions, and on which side the stream is', () => {
  const at = (version: string, reason: string) =>
    answered(400, { 'ES-CurrentVersion': version, 'Store-Reason': reason });
  expect(sentenceOf(history(at('4', 'behind'), { expectedVersion: 1 }))).toBe(
    'You expected version 1, the stream is at 4. Nothing was written.',
  );
  expect(sentenceOf(history(at('4', 'ahead'), { expectedVersion: 9 }))).toBe(
    'You expected version 9, the stream is at 4. The stream is behind what you expected. Nothing was written.',
  );
  expect(sentenceOf(history(at('-1', 'ahead'), { expectedVersion: 'stream_exists' }))).toBe(
    'You expected an existing stream, the stream has no events. Nothing was written.',
  );
});

test('a partial duplicate counts', () => {
  const view = answered(400, {
    'ES-CurrentVersion': '1',
    'Store-Reason': 'partial',
    'Store-Committed-At': '0,1,-',
  });
  expect(sentenceOf(history(view))).toBe(
    'The ids of 2 of 3 events are already in the stream. Nothing was written.',
  );
});

test('no reply is told without calling it a failure, with what a retry can do', () => {
  const said = announcement(history({ kind: 'no_answer' }));
  expect(said).toBe(
    'No reply. Sent, but no answer came back. It may or may not have been written. Retry with the same ids. ' +
      'Retrying cannot duplicate it.',
  );
  expect(said).not.toMatch(/fail|error/i);
});

test('under Any it is said what a server would promise', () => {
  expect(guaranteeWords(history({ kind: 'no_answer' }, { expectedVersion: 'any' }))).toEqual([
    'Retrying cannot duplicate it.',
    'This store remembers every id; a server such as EventStoreDB promises it only with an expected version.',
  ]);
});

test('a weaker guarantee that an answer carried is told instead', () => {
  const weak = history(written('committed', '0-0', { 'Store-Guarantee': 'best effort' }));
  const [said] = guaranteeWords({
    ...weak,
    attempts: [...weak.attempts, ...history({ kind: 'no_answer' }).attempts],
  });
  expect(said).toContain('best effort');
  expect(said).not.toContain('cannot duplicate');
});
