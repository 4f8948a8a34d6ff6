// Events to append: about 370 bytes of JSON each, like orders of a shop, the same in every run but for their ids.
import type { BenchEvent } from '../contenders/contender.ts';

export interface EventMaker {
  /** New ids in each. */
  make(count: number): readonly BenchEvent[];
}

export function eventMaker(seed: number): EventMaker {
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const number = (below: number): number => Math.floor(random() * below);

  function event(): BenchEvent {
    return {
      id: crypto.randomUUID(),
      type: pick(TYPES),
      data: JSON.stringify({
        order: `ord-${hex(random)}`,
        customer: {
          id: `c-${number(100_000)}`,
          name: `${pick(NAMES)} ${pick(SURNAMES)}`,
          city: pick(CITIES),
        },
        lines: [1, 2].map((line) => ({
          line,
          sku: `sku-${hex(random)}`,
          title: pick(TITLES),
          quantity: 1 + number(9),
          price: number(20_000) / 100,
        })),
        total: number(90_000) / 100,
        currency: pick(CURRENCIES),
        placedAt: new Date(1_750_000_000_000 + number(1e10)).toISOString(),
        note: `Leave it with ${pick(NAMES)}.`,
      }),
      metadata: null,
    };
  }

  return { make: (count) => Array.from({ length: count }, event) };
}

const TYPES = ['OrderPlaced', 'OrderPaid', 'OrderPacked', 'OrderShipped', 'OrderReturned'];
const NAMES = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Ken', 'Radia', 'Tony', 'Margaret'];
const SURNAMES = [
  'Abel',
  'Berg',
  'Costa',
  'Dietrich',
  'Evans',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ito',
  'Jansen',
];
const CITIES = [
  'Aarhus',
  'Bergen',
  'Coimbra',
  'Dresden',
  'Essen',
  'Faro',
  'Ghent',
  'Haarlem',
  'Izmir',
  'Jena',
];
const TITLES = [
  'Fountain pen',
  'Desk lamp',
  'Notebook, ruled',
  'Paper, 500 sheets',
  'Ink, blue',
  'Chair',
  'Easel',
];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY'];

/** Eight digits. */
function hex(random: () => number): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

/** Numbers from 0 to below 1 that look like chance (Mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
