import { type Scenario, someEvent } from '../scenario.ts';

export const OFFLINE: Scenario = {
  id: 'offline',
  title: 'Offline',
  teaser: 'Post with the network off; sent by itself when it is back.',
  about: 'The network is off, and the client keeps what it would send.',
  outcomes: ['queued', 'committed'],
  steps: [
    {
      title: 'Switch the network off',
      says: 'Nothing reaches the store until the network is back.',
      by: 'itself',
    },
    {
      title: 'Send one event',
      says: 'SomeEvent to {stream}, expected No stream. It is kept here, with its id and its bytes.',
      by: 'you',
      fault: 'offline',
      act: (bench) =>
        bench.send('first', { expectedVersion: 'no_stream', events: [someEvent(bench.id('A'))] }),
    },
    {
      title: 'Switch the network on again',
      says: 'The request goes out by itself, as it was kept.',
      by: 'you',
      retries: true,
      act: (bench) => bench.retry('first'),
    },
    { title: 'Compare', says: 'One attempt, one event in the feed.', by: 'itself' },
  ],
  learnt:
    'Queued means not sent yet: the request waits here with its id, also across a reload, and is written once when the network is back.',
  rule: 'Queued and No reply are different words: what is queued never left, and nobody has to wonder whether it was written.',
};
