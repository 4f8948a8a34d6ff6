import { type Scenario, someEvent } from '../scenario.ts';

export const RETRY_ANY: Scenario = {
  id: 'retry-any',
  title: 'Retry with Any',
  teaser: 'No version check. The store still remembers the id.',
  about: 'Any expects nothing of the stream. Only the event id is left to recognise a retry.',
  outcomes: ['already_committed'],
  steps: [
    {
      title: 'Send one event with Any',
      says: 'SomeEvent to {stream}, whatever its version is.',
      by: 'you',
      act: (bench) => bench.send('first', { expectedVersion: 'any', events: [someEvent(bench.id('A'))] }),
    },
    {
      title: 'Retry the same request',
      says: 'Same bytes, same event id, and still Any.',
      by: 'you',
      retries: true,
      act: (bench) => bench.retry('first'),
    },
    {
      title: 'Compare with a server',
      says: 'This store keeps every id. A server such as EventStoreDB keeps the newest ids only, in memory, and forgets them when it restarts.',
      by: 'itself',
    },
  ],
  learnt:
    'Under Any this store still recognises the id, because it remembers every id; a server such as EventStoreDB promises it only with an expected version.',
  rule: 'With an expected version the store compares the ids with the events after it, which are always there. With Any it can only look the id up.',
};
