// How an outcome looks: an icon, a word and a tone, the same wherever it appears.
import {
  Check,
  Clock,
  Contrast,
  CornerDownRight,
  EqualNot,
  LoaderCircle,
  type LucideIcon,
  Pause,
  RotateCcw,
  X,
} from 'lucide-react';
import { OUTCOME_WORDS, type OutcomeKind } from '../client/outcome.ts';
import { Icon } from './Icon.tsx';

/** The `data-state` that gives an element the tone of an outcome. */
export type Tone =
  | 'committed'
  | 'already'
  | 'conflict'
  | 'partial'
  | 'unknown'
  | 'queued'
  | 'held'
  | 'rejected'
  | 'assigned'
  | 'sending';

const TONES: Readonly<Record<OutcomeKind, Tone>> = {
  sending: 'sending',
  queued: 'queued',
  held: 'held',
  committed: 'committed',
  already_committed: 'already',
  data_differs: 'conflict',
  conflict: 'conflict',
  partial: 'partial',
  id_assigned: 'assigned',
  rejected: 'rejected',
  no_reply: 'unknown',
};

const ICONS: Readonly<Record<Exclude<OutcomeKind, 'no_reply'>, LucideIcon>> = {
  sending: LoaderCircle,
  queued: Clock,
  held: Pause,
  committed: Check,
  already_committed: RotateCcw,
  data_differs: EqualNot,
  conflict: X,
  partial: Contrast,
  id_assigned: CornerDownRight,
  rejected: X,
};

export function toneOf(kind: OutcomeKind): Tone {
  return TONES[kind];
}

export function OutcomeIcon({ kind }: { readonly kind: OutcomeKind }) {
  return kind === 'no_reply' ? <QuestionMark /> : <Icon icon={ICONS[kind]} />;
}

/** Icon and word in a pill. */
export function OutcomeChip({ kind }: { readonly kind: OutcomeKind }) {
  return (
    <span className="chip" data-state={toneOf(kind)}>
      <OutcomeIcon kind={kind} />
      {OUTCOME_WORDS[kind]}
    </span>
  );
}

/** The icon alone, in a disc; always beside the word. */
export function OutcomeDisc({ kind }: { readonly kind: OutcomeKind }) {
  return (
    <span className="disc" data-state={toneOf(kind)}>
      <OutcomeIcon kind={kind} />
    </span>
  );
}

/** The icon set has a question mark only inside of things. */
function QuestionMark() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8.5 8.5a3.5 3.5 0 1 1 5.2 3.1c-1.1.6-1.7 1.3-1.7 2.6v.3" />
      <path d="M12 18.5h.01" />
    </svg>
  );
}
