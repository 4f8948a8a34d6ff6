import { expect, test } from 'vitest';
import type { Attempt } from '../../client/attempt.ts';
import { makeRequest } from '../../client/request.ts';
import { answerText, requestText } from './transcript.ts';

const request = await makeRequest(
  {
    stream: 'newstream',
    expectedVersion: 'no_stream',
    events: [
      { id: 'c322e299-cb73-4b47-97c5-5054f920746e', type: 'SomeEvent', data: '{"ä":1}', metadata: null },
    ],
  },
  { id: '7f3a0000', createdMs: 0, order: 1 },
);

test('the request is told as it goes over the wire', () => {
  expect(requestText(request, request.path, 'http://127.0.0.1:2113/app')).toBe(
    [
      'POST /app/streams/newstream HTTP/1.1',
      'Host: 127.0.0.1:2113',
      'Content-Type: application/json',
      'ES-EventType: SomeEvent',
      'ES-EventId: c322e299-cb73-4b47-97c5-5054f920746e',
      'ES-ExpectedVersion: -1',
      'Content-Length: 8',
      '',
      '{"ä":1}',
    ].join('\n'),
  );
});

test('a lost reply stays unknown, although the store has answered', () => {
  const answer = { status: 201, statusText: 'Created', headers: [], body: '' };
  const attempt = {
    client: { kind: 'no_answer' },
    store: { kind: 'answered', answer, tookMs: 1 },
    durationMs: 1_000,
  } as unknown as Attempt;
  expect(answerText(attempt)).toBe('(no answer arrived in 1000 ms)');
});

test('an answer is told with its headers', () => {
  const answer = {
    status: 400,
    statusText: 'Wrong expected EventNumber',
    headers: [['ES-CurrentVersion', '4']],
    body: 'x',
  };
  expect(answerText({ client: { kind: 'answered', answer } } as unknown as Attempt)).toBe(
    'HTTP/1.1 400 Wrong expected EventNumber\nES-CurrentVersion: 4\n\nx',
  );
});
