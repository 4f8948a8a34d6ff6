// Values of every type of JavaScript, as a program may hand them in by mistake. None runs code of its own that throws.
import fc from 'fast-check';

const cycle: Record<string, unknown> = {};
cycle.itself = cycle;

const { buffer: gone } = new Uint8Array(8);
const transferred = new Uint8Array(gone);
structuredClone(gone, { transfer: [gone] });

class Thing {
  readonly name = 's';
}

const KNOWN: readonly unknown[] = [
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    2 ** 31,
  ],
  ...[11n, -1n, 2n ** 64n, Symbol('s'), Symbol.iterator, () => {}, async () => {}, new Thing()],
  ...[
    '',
    's',
    '3',
    '-1',
    'START',
    'start',
    'end',
    'forward',
    'forwards',
    'any',
    'no_stream',
    '$all',
    '$$',
    '$$s',
  ],
  ...[
    '$et-T',
    '$streams',
    '\ud83d',
    'a\udeb2',
    '\0',
    '\uffff',
    '__proto__',
    'constructor',
    'relaxed',
    '{}',
    '{',
  ],
  ...[
    {},
    [],
    [undefined],
    [[]],
    [null],
    new Array(3),
    { length: 1 },
    Object.create(null),
    cycle,
    Object.freeze([]),
  ],
  ...[
    new Date(0),
    new Date(Number.NaN),
    /x/g,
    new Map([[1, 2]]),
    new Set(['s']),
    new WeakMap(),
    new Error('e'),
  ],
  ...[
    new Uint8Array(3),
    transferred,
    new ArrayBuffer(3),
    new DataView(new ArrayBuffer(3)),
    new Float64Array(1),
  ],
  ...[Object('s'), Object(1), Object(1n), Object(Symbol('s')), Promise.resolve('s'), new Blob(['s'])],
  ...[
    new AbortController().signal,
    AbortSignal.abort(),
    AbortSignal.abort('why'),
    new URL('http://s/'),
    globalThis,
  ],
  ...[
    Object.fromEntries([['then', () => {}]]),
    { toString: undefined, valueOf: undefined },
    { toJSON: () => undefined },
    { id: 1 },
  ],
  ...[{ streamName: 's' }, { from: 0 }, { direction: null }, { signal: {} }, { [Symbol.iterator]: 1 }],
];

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN) },
  {
    weight: 1,
    arbitrary: fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
  },
);
