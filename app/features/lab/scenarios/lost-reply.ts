import { type Scenario, someEvent } from '../scenario.ts';

export const LOST_REPLY: Scenario = {
  id: 'lost-reply',
  title: 'Lost reply',
  teaser: 'The event is written, the answer gets lost. Is it safe to send again?',
  about: 'The event is written, the answer gets lost.',
  outcomes: ['no_reply', 'already_committed'],
  steps: [
    {
      title: 'Let the network lose the reply',
      says: 'The store will work, its next answer will not arrive.',
      by: 'itself',
    },
    {
      title: 'Send one event',
      says: 'SomeEvent to {stream}, expected No stream.',
      by: 'you',
      fault: 'lose_reply',
      act: (bench) =>
        bench.send('first', { expectedVersion: 'no_stream', events: [someEvent(bench.id('A'))] }),
    },
    {
      title: 'Retry the same request',
      says: 'Same bytes, same event id. What will the store answer?',
      by: 'you',
      retries: true,
      act: (bench) => bench.retry('first'),
    },
    { title: 'Compare', says: 'Two attempts, one event in the feed, no duplicate.', by: 'itself' },
  ],
  learnt:
    'After No reply, retry the same request: its event id tells the store that it has this event, so it is written once, however often it is sent.',
  rule: 'If you get an unknown condition, retry. It is the client’s duty to keep the event id the same.',
};
