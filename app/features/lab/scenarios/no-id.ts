import { type Scenario, someEvent } from '../scenario.ts';

export const NO_ID: Scenario = {
  id: 'no-id',
  title: 'No event id',
  teaser: 'The store assigns one and a URL that is safe to retry.',
  about: 'A client that makes no event id would write twice when it sends twice.',
  outcomes: ['id_assigned', 'committed'],
  steps: [
    {
      title: 'Send one event without an id',
      says: 'SomeEvent to {stream}. The store answers with a URL, and the client sends the same request there.',
      by: 'you',
      act: (bench) => bench.send('first', { expectedVersion: 'any', events: [someEvent(null)] }),
    },
    {
      title: 'Retry the same request',
      says: 'It goes to the assigned URL again.',
      by: 'you',
      retries: true,
      act: (bench) => bench.retry('first'),
    },
    { title: 'Compare', says: 'Three attempts, one event in the feed, no duplicate.', by: 'itself' },
  ],
  learnt:
    'Without an event id the store writes nothing yet: it assigns an id and a URL that carries it, and sending to that URL is safe to retry.',
  rule: 'The answer is 307: it keeps the method and the body, so the very same request is posted to the URL it names.',
};
