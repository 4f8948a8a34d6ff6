// Scenes for tabs of one store: sizes, what becomes of the hints between the tabs, and what the tabs do.
import fc from 'fast-check';
import { SIZES, type Sizes } from '../../lib/core/sizes.ts';
import type { Fate } from './channels.ts';

export const STREAMS = ['order-1', 'order-2', 'cart-1', 'plain', '$odd 🚲', 'order-3'] as const;

/** A number is relative to the version that the stream probably has. */
export type Expected = 'any' | 'no_stream' | 'empty_stream' | 'stream_exists' | number;

export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  /** Of a few ids, so that retries and overlaps are frequent. */
  readonly ids: readonly number[];
  readonly data: string;
}

export type Step = { readonly tab: number } & (
  | { readonly kind: 'append'; readonly append: Append }
  /** New events, so that streams grow. */
  | { readonly kind: 'grow'; readonly stream: string; readonly expected: Expected; readonly count: number }
  /** One of the last appends again, or with fewer, more or turned events. */
  | { readonly kind: 'again'; readonly back: number; readonly how: How; readonly isAny: boolean }
  | { readonly kind: 'several'; readonly appends: readonly Append[] }
  | { readonly kind: 'metadata'; readonly append: Append }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: string; readonly expected: Expected }
  | { readonly kind: 'import'; readonly file: 'apart' | 'among' }
  | { readonly kind: 'read'; readonly stream: string; readonly direction: 'forwards' | 'backwards' }
  | { readonly kind: 'scavenge' | 'reopen' }
  /** The clock of the machine is set forwards or back. */
  | { readonly kind: 'clock'; readonly bySeconds: number }
  /** Everything under way is answered; the others are begun without waiting. */
  | { readonly kind: 'pause' }
  /** What is under way goes on for a moment. */
  | { readonly kind: 'moment' }
  /** Hints that were held arrive. */
  | { readonly kind: 'release' }
);

export type How = 'same' | 'first' | 'rest' | 'more' | 'turned';

export interface Scene {
  readonly sizes: Sizes;
  readonly fates: readonly Fate[];
  readonly steps: readonly Step[];
}

const within = (min: number, max: number) => fc.integer({ min, max });

/** Small, so that a few events cross them, and the size of the product now and then. */
const sizes: fc.Arbitrary<Sizes> = fc.record({
  sliceRecords: within(1, 4),
  recordEvents: within(1, 3),
  recordLength: fc.oneof(within(1, 60), fc.constant(SIZES.recordLength)),
  groupEvents: fc.oneof(within(1, 5), fc.constant(SIZES.groupEvents)),
  linkedEvents: within(1, 5),
  linkedLength: fc.oneof(within(1, 60), fc.constant(SIZES.linkedLength)),
  rememberedStreams: fc.oneof(within(1, 4), fc.constant(SIZES.rememberedStreams)),
  newInARow: within(1, 3),
  cachedLength: fc.oneof(within(1, 400), fc.constant(SIZES.cachedLength)),
  cachedEvents: within(1, 3),
  batchEvents: within(1, 4),
  importEvents: within(1, 4),
  importStreams: within(1, 4),
  importBytes: fc.oneof(within(1, 400), fc.constant(SIZES.importBytes)),
  scavengePositions: within(1, 5),
  untoldHints: within(1, 3),
  lookAhead: within(1, 4),
  lookAtOnce: within(1, 3),
  pageEvents: within(1, 4),
  pageLength: fc.oneof(within(1, 400), fc.constant(SIZES.pageLength)),
});

const stream = fc.constantFrom(...STREAMS);
const expected: fc.Arbitrary<Expected> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('any' as const) },
  { weight: 2, arbitrary: fc.constant('no_stream' as const) },
  { weight: 2, arbitrary: fc.constantFrom('empty_stream' as const, 'stream_exists' as const) },
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: within(-3, 2) },
);
const data = fc.oneof(
  { weight: 5, arbitrary: fc.constant('{}') },
  { weight: 1, arbitrary: fc.constant('[1]') },
);
const ids = (minLength: number) => fc.array(fc.nat(9), { minLength, maxLength: 4 });
const append = fc.record({ stream, expected, ids: ids(0), data });
const metadata = fc.record({
  stream: stream.map((name) => `$$${name}`),
  expected: fc.oneof(fc.constant('any' as const), fc.constant(0)),
  ids: ids(1).map(([id]) => [id as number]),
  data: fc.oneof(
    within(1, 3).map((count) => `{"$maxCount":${count}}`),
    fc.nat(5).map((number) => `{"$tb":${number}}`),
    within(1, 9).map((seconds) => `{"$maxAge":${seconds}}`),
    fc.constant('{}'),
  ),
});

/** @param tabs of one store */
function step(tabs: number): fc.Arbitrary<Step> {
  const tab = fc.nat(tabs - 1);
  const is = <Kind extends Step['kind']>(...kinds: Kind[]) => fc.constantFrom(...kinds);
  return fc.oneof(
    { weight: 10, arbitrary: fc.record({ tab, kind: is('append'), append }) },
    { weight: 10, arbitrary: fc.record({ tab, kind: is('grow'), stream, expected, count: within(1, 9) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        tab,
        kind: is('again'),
        back: fc.nat(5),
        how: fc.constantFrom<How[]>('same', 'first', 'rest', 'more', 'turned'),
        isAny: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        tab,
        kind: is('several'),
        appends: fc.uniqueArray(fc.record({ stream, expected, ids: ids(1), data }), {
          selector: (each) => each.stream,
          minLength: 2,
          maxLength: 3,
        }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ tab, kind: is('metadata'), append: metadata }) },
    { weight: 2, arbitrary: fc.record({ tab, kind: is('delete'), stream, expected }) },
    {
      weight: 1,
      arbitrary: fc.record({ tab, kind: is('tombstone'), stream: fc.constant('order-3'), expected }),
    },
    { weight: 1, arbitrary: fc.record({ tab, kind: is('import'), file: fc.constantFrom('apart', 'among') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        tab,
        kind: is('read'),
        stream,
        direction: fc.constantFrom('forwards', 'backwards'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ tab, kind: is('scavenge', 'reopen') }) },
    { weight: 2, arbitrary: fc.record({ tab, kind: is('clock'), bySeconds: within(-9, 9) }) },
    { weight: 4, arbitrary: fc.record({ tab, kind: is('pause') }) },
    { weight: 3, arbitrary: fc.record({ tab, kind: is('moment', 'release') }) },
  ) as fc.Arbitrary<Step>;
}

/** What many scenes do without, so that the others meet more often, and a few streams, so that they meet more calls. */
const OPTIONAL = [
  'several',
  'metadata',
  'delete',
  'tombstone',
  'import',
  'scavenge',
  'reopen',
  'read',
  'clock',
] as const;

export function scene(tabs: number): fc.Arbitrary<Scene> {
  const fate = fc.constantFrom<Fate[]>('soon', 'soon', 'soon', 'twice', 'held', 'lost');
  const without = fc.subarray<string>([...OPTIONAL]);
  const among = fc.subarray([...STREAMS], { minLength: 1 });
  return fc.record({
    sizes,
    fates: fc.array(fate, { minLength: 1, maxLength: 8 }),
    steps: fc
      .tuple(fc.array(step(tabs), { maxLength: 40, size: 'max' }), without, among)
      .map(([steps, left, streams]) =>
        steps.filter(({ kind }) => !left.includes(kind)).map((each) => placed(each, streams)),
      ),
  });
}

/** The step with one of these streams in the place of its own. */
function placed(step: Step, streams: readonly string[]): Step {
  const place = (name: string): string => {
    if (name.startsWith('$$')) return `$$${place(name.slice(2))}`;
    return streams[STREAMS.indexOf(name as (typeof STREAMS)[number]) % streams.length] as string;
  };
  if ('append' in step) return { ...step, append: { ...step.append, stream: place(step.append.stream) } };
  if ('appends' in step) {
    const appends = step.appends.map((each) => ({ ...each, stream: place(each.stream) }));
    return { ...step, appends: [...new Map(appends.map((each) => [each.stream, each])).values()] };
  }
  if ('stream' in step && step.kind !== 'tombstone') return { ...step, stream: place(step.stream) };
  return step;
}
