import { type Bench, type Scenario, someEvent } from '../scenario.ts';

const events = (bench: Bench, letters: string) =>
  [...letters].map((letter) => someEvent(bench.id(letter), `{"line":"${letter}"}`, 'LineAdded'));

export const PARTIAL: Scenario = {
  id: 'partial',
  title: 'Partial duplicate',
  teaser: 'Two of three events are there already. All or nothing.',
  about: 'A request repeats events that were sent before, and adds one to them.',
  outcomes: ['partial'],
  steps: [
    {
      title: 'A and B were sent before',
      says: 'One request wrote both to {stream}.',
      by: 'itself',
      act: (bench) => bench.somebodyWrites(events(bench, 'AB')),
    },
    {
      title: 'Send A, B and C',
      says: 'Three events in one request, expected No stream. The ids of A and B are known.',
      by: 'you',
      act: (bench) => bench.send('first', { expectedVersion: 'no_stream', events: events(bench, 'ABC') }),
    },
    {
      title: 'Send only the missing event',
      says: 'C alone, with its id, expected version 1.',
      by: 'you',
      act: async (bench) =>
        bench.send('missing', {
          expectedVersion: await bench.version(),
          events: events(bench, 'C'),
          basedOn: 'first',
        }),
    },
    { title: 'Compare', says: 'A, B and C are in the stream, each of them once.', by: 'itself' },
  ],
  learnt:
    'A request is written whole or not at all: when only some of its ids are known, the store writes nothing and says which events it has, and you send what is missing.',
  rule: 'All ids known: already committed. None known: written. Some known: refused, because the store does not guess what the rest on its own should mean.',
};
