// What an import does to streams that were there before, in words.
import type { ImportEffects } from '../../../lib/index.ts';
import { counted, grouped } from '../../ui/words.ts';

/** Before the import, or after it. */
type When = 'before' | 'after';

interface Words {
  readonly effect: keyof ImportEffects;
  readonly before: string;
  readonly after: string;
  /** To be read after "Import, and"; null = nothing is lost by it. */
  readonly harm: string | null;
  readonly noun: string;
  readonly forGood?: boolean;
  readonly meaning: string;
}

/** In the order of their weight. */
const WORDS: readonly Words[] = [
  {
    ...{ effect: 'deleted', before: 'Deletes', after: 'Deleted', harm: 'delete', noun: 'stream' },
    ...{ forGood: true, meaning: '' },
  },
  {
    ...{ effect: 'softDeleted', before: 'Soft-deletes', after: 'Soft-deleted', harm: 'soft-delete' },
    ...{ noun: 'stream', meaning: 'no event of it can be read any more' },
  },
  {
    ...{ effect: 'limited', before: 'Limits', after: 'Limited', harm: 'limit', noun: 'stream' },
    meaning: 'events can no longer be read, now or as time passes',
  },
  {
    ...{ effect: 'recreated', before: 'Brings back', after: 'Brought back', harm: null },
    ...{ noun: 'deleted stream', meaning: '' },
  },
];

/** One effect on some streams. */
export interface EffectWords {
  readonly effect: keyof ImportEffects;
  /** `Limits 2 streams`, or `Limited 2 streams`. */
  readonly what: string;
  /** Empty where the words say it. */
  readonly meaning: string;
  /** The first of them. */
  readonly names: readonly string[];
  /** `and 12 more`; null where all are named. */
  readonly more: string | null;
}

const MAX_NAMED = 5;

/** Effects on no stream are left out. */
export function effectWords(effects: ImportEffects, when: When): readonly EffectWords[] {
  return WORDS.filter(({ effect }) => effects[effect].count > 0).map((words) => {
    const { count, names } = effects[words.effect];
    const shown = names.slice(0, MAX_NAMED);
    return {
      effect: words.effect,
      what: phraseOf(words[when], words, count),
      meaning: words.meaning,
      names: shown,
      more: count > shown.length ? `and ${grouped(count - shown.length)} more` : null,
    };
  });
}

/** `Deletes 1 stream for good. Limits 2 streams.`; empty where nothing that was there is changed. */
export function effectSentences(effects: ImportEffects, when: When): string {
  return effectWords(effects, when)
    .map(({ what }) => `${what}.`)
    .join(' ');
}

/** `delete 1 stream for good and limit 2 streams`; null where no stream is deleted or loses events. */
export function harmOf(effects: ImportEffects): string | null {
  const parts = WORDS.flatMap((words) => {
    const { count } = effects[words.effect];
    return words.harm === null || count === 0 ? [] : [phraseOf(words.harm, words, count)];
  });
  const last = parts.pop();
  if (last === undefined) return null;
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function phraseOf(verb: string, { noun, forGood }: Words, count: number): string {
  return `${verb} ${counted(count, noun)}${forGood ? ' for good' : ''}`;
}
