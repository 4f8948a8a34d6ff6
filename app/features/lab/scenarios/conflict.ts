import { type Scenario, someEvent } from '../scenario.ts';

export const CONFLICT: Scenario = {
  id: 'conflict',
  title: 'Conflict',
  teaser: 'Somebody else wrote first. See what changed and rebase.',
  about: 'You decide on what you read, and somebody else writes before you send.',
  outcomes: ['conflict'],
  steps: [
    {
      title: 'You read the stream at version 1',
      says: 'OrderPlaced and OrderPriced are in {stream}.',
      by: 'itself',
      act: (bench) =>
        bench.somebodyWrites([
          someEvent(bench.id('A'), '{"order":1042}', 'OrderPlaced'),
          someEvent(bench.id('B'), '{"total":148.90}', 'OrderPriced'),
        ]),
    },
    {
      title: 'Somebody else writes 2, 3 and 4',
      says: 'You do not know that yet.',
      by: 'itself',
      act: (bench) =>
        bench.somebodyWrites([
          someEvent(bench.id('C'), '{"paid":148.90}', 'OrderPaid'),
          someEvent(bench.id('D'), '{"carrier":"DHL"}', 'OrderShipped'),
          someEvent(bench.id('E'), '{"by":"system"}', 'OrderClosed'),
        ]),
    },
    {
      title: 'Send one event',
      says: 'AddressChanged, expected version 1: what you read.',
      by: 'you',
      act: (bench) =>
        bench.send('first', {
          expectedVersion: 1,
          events: [someEvent(bench.id('F'), '{"city":"Bergen"}', 'AddressChanged')],
        }),
    },
    {
      title: 'Rebase',
      says: 'Read the newer events, and decide again. The event keeps its id.',
      by: 'you',
      act: async (bench) => void (await bench.version()),
    },
    {
      title: 'Send at version 4',
      says: 'A new request with the same event, expected version 4.',
      by: 'you',
      act: async (bench) =>
        bench.send('rebased', {
          expectedVersion: await bench.version(),
          events: [someEvent(bench.id('F'), '{"city":"Bergen"}', 'AddressChanged')],
          basedOn: 'first',
        }),
    },
    { title: 'Compare', says: 'Nobody’s event was overwritten, and yours is there once.', by: 'itself' },
  ],
  learnt:
    'The expected version keeps a decision from being written on top of changes it never saw; a rebase sends the same event, with its id, at the version that is current now.',
  rule: 'An exact expected version is met only while the stream’s last event has this number. Otherwise nothing is written, and the answer names the current version.',
};
