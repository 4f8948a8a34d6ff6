// A scenario as a small picture in the grammar of the two-view timeline: client left, store right, time runs down.
import { Fragment } from 'react';
import type { Tone } from '../../ui/Outcome.tsx';

/** A block on a lifeline lasts from one height to another; `full` wrote. Messages are at one height. */
type Mark =
  | {
      readonly kind: 'block';
      readonly on: Lifeline;
      readonly tone: Tone | 'none';
      readonly from: number;
      readonly to: number;
      readonly full?: boolean;
    }
  | {
      readonly kind: 'request' | 'reply';
      readonly at: number;
      readonly lost?: boolean;
      readonly by?: Lifeline;
    }
  /** Somebody else writes. */
  | { readonly kind: 'outsider'; readonly at: number }
  /** Not sent yet. */
  | { readonly kind: 'waiting'; readonly at: number };

type Lifeline = 'client' | 'store' | 'rival';

const X: Readonly<Record<Lifeline, number>> = { rival: 24.5, client: 56.5, store: 184.5 };

const block = (on: Lifeline, tone: Tone | 'none', from: number, to: number, full = false): Mark => ({
  kind: 'block',
  on,
  tone,
  from,
  to,
  full,
});
const loop = (at: number): readonly Mark[] => [
  { kind: 'request', at: at + 4 },
  { kind: 'reply', at: at + 20 },
];
const pair = (tone: Tone, from: number, wrote: boolean): readonly Mark[] => [
  block('client', tone, from, from + 24),
  block('store', tone, from, from + 24, wrote),
  ...loop(from),
];

const PICTURES: Readonly<Record<string, readonly Mark[]>> = {
  'lost-reply': [
    block('client', 'unknown', 20, 44),
    block('store', 'committed', 20, 44, true),
    { kind: 'request', at: 24 },
    { kind: 'reply', at: 40, lost: true },
    ...pair('already', 58, false),
  ],
  'lost-request': [
    block('client', 'unknown', 20, 44),
    { kind: 'request', at: 26, lost: true },
    ...pair('committed', 58, true),
  ],
  'retry-any': [...pair('committed', 20, true), ...pair('already', 58, false)],
  conflict: [
    block('store', 'none', 20, 44, true),
    { kind: 'outsider', at: 32 },
    ...pair('conflict', 56, false),
  ],
  partial: [
    block('client', 'partial', 32, 68),
    block('store', 'already', 32, 42),
    block('store', 'already', 45, 55),
    block('store', 'conflict', 58, 68),
    { kind: 'request', at: 37 },
    { kind: 'request', at: 50 },
    { kind: 'request', at: 63 },
  ],
  'no-id': [...pair('assigned', 20, false), ...pair('committed', 58, true)],
  race: [
    block('rival', 'conflict', 24, 76),
    block('client', 'committed', 24, 76),
    block('store', 'committed', 32, 48, true),
    block('store', 'conflict', 60, 72),
    { kind: 'request', at: 40 },
    { kind: 'request', at: 66, by: 'rival' },
  ],
  offline: [
    block('client', 'queued', 20, 82),
    { kind: 'waiting', at: 26 },
    { kind: 'waiting', at: 44 },
    block('store', 'committed', 58, 82, true),
    ...loop(58),
  ],
};

/** Decoration: the words beside it say the same. */
export function Miniature({ id }: { readonly id: string }) {
  const marks = PICTURES[id] ?? [];
  return (
    <svg className="mini" viewBox="0 0 240 96" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      <path className="life" d="M56.5 14V88M184.5 14V88" />
      {marks.some((mark) => mark.kind === 'block' && mark.on === 'rival') ? (
        <path className="life" d="M24.5 14V88" />
      ) : null}
      {marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture never changes.
        <Fragment key={index}>{drawn(mark)}</Fragment>
      ))}
    </svg>
  );
}

function drawn(mark: Mark) {
  switch (mark.kind) {
    case 'block':
      return (
        <g data-state={mark.tone}>
          <rect
            className={mark.full ? 'block full' : 'block'}
            x={X[mark.on] - 4}
            y={mark.from}
            width="8"
            height={mark.to - mark.from}
            rx="2.5"
          />
        </g>
      );
    case 'request':
      return mark.lost ? (
        <Lost at={mark.at} way="request" />
      ) : (
        <Arrow from={X[mark.by ?? 'client'] + 5.5} to={178} at={mark.at} />
      );
    case 'reply':
      return mark.lost ? <Lost at={mark.at} way="reply" /> : <Arrow from={178} to={62} at={mark.at} />;
    case 'outsider':
      return <Arrow from={232} to={190} at={mark.at} />;
    case 'waiting':
      return <path className="ghost" d={`M62 ${mark.at}H178`} />;
  }
}

function Arrow({ from, to, at }: { readonly from: number; readonly to: number; readonly at: number }) {
  const back = to > from ? to - 5 : to + 5;
  return (
    <path className="arrow" d={`M${from} ${at}H${to}M${back} ${at - 4} ${to} ${at} ${back} ${at + 4}`} />
  );
}

/** Ends at a cross and goes on as dots. */
function Lost({ at, way }: { readonly at: number; readonly way: 'request' | 'reply' }) {
  const [start, end, near, far] = way === 'request' ? [62, 178, 112, 128] : [178, 62, 128, 112];
  return (
    <>
      <path className="arrow" d={`M${start} ${at}H${near}`} />
      <path className="ghost" d={`M${far} ${at}H${end}`} />
      <circle className="cross" cx="120" cy={at} r="6.5" />
      <path className="cross-mark" d={`M117.5 ${at - 2.5}l5 5m0-5-5 5`} />
    </>
  );
}
