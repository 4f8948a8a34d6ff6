import { type Scenario, someEvent } from '../scenario.ts';

export const RACE: Scenario = {
  id: 'race',
  title: 'Two-tab race',
  teaser: 'Two tabs, one version. Exactly one of them wins.',
  about: 'Two tabs read the same version and write at the same moment.',
  outcomes: ['committed', 'conflict'],
  races: true,
  steps: [
    {
      title: 'Open second tab',
      says: 'The same app on the same store: a second client of {stream}.',
      by: 'you',
      act: (bench) => bench.rival.open(),
    },
    {
      title: 'Both tabs read version 1',
      says: 'Two events are in the stream, and both feeds show them.',
      by: 'itself',
      act: (bench) =>
        bench.somebodyWrites([
          someEvent(bench.id('A'), '{"seats":2}', 'RoomOpened'),
          someEvent(bench.id('B'), '{"seat":1}', 'SeatTaken'),
        ]),
    },
    {
      title: 'Fire in both',
      says: 'Each tab sends its own SeatTaken, expected version 1. Press it here or in the second tab.',
      by: 'you',
      canBeginElsewhere: true,
      act: (bench) => bench.rival.fire(),
    },
    { title: 'Compare', says: 'Both feeds show the same three events.', by: 'itself' },
  ],
  learnt:
    'Of two writers that expect the same version exactly one is committed, and the other is told of the conflict: no lock, and nothing overwritten.',
  rule: 'An append is one transaction that compares and writes. The second one finds a stream that is not at the expected version any more.',
};
