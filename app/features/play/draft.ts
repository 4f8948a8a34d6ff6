// The text of the editor and what of it runs: only what a person of this browser ran, and the examples.
import { COUNTS_BY_TYPE, EXAMPLES, type Example } from './examples.ts';
import type { KeptFold } from './kept-folds.ts';
import { fromLinkText } from './link-text.ts';

/** A text that is run; a new object runs it again. */
export interface Run {
  readonly code: string;
}

export interface Draft {
  readonly code: string;
  /** Null = nothing runs until a person says so. */
  readonly run: Run | null;
  /** `link`: it came with the address, and nobody ran it here. `broken_link`: that could not be read. */
  readonly from: 'here' | 'link' | 'broken_link';
  /** The draft with an own text that an example took the place of. */
  readonly replaced: Draft | null;
}

/** `linked` is the fold of the address, which waits whatever it says; null = it has none. */
export function beginDraft(linked: string | null, kept: KeptFold | null): Draft {
  const code = linked === null ? null : fromLinkText(linked);
  if (code !== null) return { code, run: null, from: 'link', replaced: null };
  const from = linked === null ? 'here' : 'broken_link';
  if (kept === null) return { ...runNow(COUNTS_BY_TYPE.code), from };
  return { code: kept.code, run: kept.ran ? { code: kept.code } : null, from, replaced: null };
}

export function edited(draft: Draft, code: string): Draft {
  return { ...draft, code, replaced: null };
}

export function runNow(code: string): Draft {
  return { code, run: { code }, from: 'here', replaced: null };
}

export function withExample(draft: Draft, { code }: Example): Draft {
  return { ...runNow(code), replaced: exampleOf(draft.code) === undefined ? draft : draft.replaced };
}

export function exampleOf(code: string): Example | undefined {
  return EXAMPLES.find((example) => example.code === code);
}

/** What of a draft is kept for the next time. */
export function toKeep({ code, run }: Draft): KeptFold {
  return { code, ran: run?.code === code };
}
