import { type Scenario, someEvent } from '../scenario.ts';

export const LOST_REQUEST: Scenario = {
  id: 'lost-request',
  title: 'Lost request',
  teaser: 'The request never arrives. Looks the same, ends differently.',
  about: 'The request never arrives. For the client it looks like a lost reply.',
  outcomes: ['no_reply', 'committed'],
  steps: [
    {
      title: 'Let the network lose the request',
      says: 'The next request will never reach the store.',
      by: 'itself',
    },
    {
      title: 'Send one event',
      says: 'SomeEvent to {stream}, expected No stream.',
      by: 'you',
      fault: 'lose_request',
      act: (bench) =>
        bench.send('first', { expectedVersion: 'no_stream', events: [someEvent(bench.id('A'))] }),
    },
    {
      title: 'Retry the same request',
      says: 'Same bytes, same event id. The client does not know what was lost, and need not know.',
      by: 'you',
      retries: true,
      act: (bench) => bench.retry('first'),
    },
    { title: 'Compare', says: 'Two attempts, one event in the feed, no duplicate.', by: 'itself' },
  ],
  learnt:
    'A lost request and a lost reply look the same to the client, and the same retry is right for both: this one was written, the other one was found.',
  rule: 'No reply means that nobody on the client’s side can tell. Only the store knows, and a retry with the same event id asks it.',
};
