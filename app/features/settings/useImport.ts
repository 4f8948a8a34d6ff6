// The import of one file: looked through first, written on demand, stopped at any time.
import { useRef, useState } from 'react';
import type { ImportOptions, ImportProgress, ImportResult } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { finishFirst } from '../../under-way.ts';
import { effectSentences } from './effect-words.ts';
import { checkedWords, importedWords } from './import-words.ts';

export type Import =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'checking' | 'importing';
      readonly file: File;
      /** Null before the first batch. */
      readonly progress: ImportProgress | null;
    }
  /** Nothing is written yet. */
  | {
      readonly kind: 'checked';
      readonly file: File;
      readonly result: ImportResult;
      /** What could be imported with missing events accepted; null where that is no more. */
      readonly withGaps: ImportResult | null;
    }
  | {
      readonly kind: 'imported';
      readonly file: File;
      readonly result: ImportResult;
      /** How many of its bytes were read. */
      readonly bytes: number;
    }
  | { readonly kind: 'failed'; readonly file: File; readonly error: unknown };

export interface Importing {
  readonly state: Import;
  /** Looks what is new in the file. */
  choose(file: File): void;
  /** Writes what was found new, with missing events accepted or without. */
  start(acceptGaps: boolean): void;
  /** Ends what is going on, after the batch it is at. */
  cancel(): void;
  /** Forgets the file. */
  close(): void;
}

export function useImport(): Importing {
  const store = useStore();
  const announce = useAnnounce();
  const [state, setState] = useState<Import>({ kind: 'none' });
  const stopper = useRef<AbortController | null>(null);

  async function run(file: File, kind: 'checking' | 'importing', acceptGaps: boolean): Promise<void> {
    stopper.current?.abort();
    const stop = new AbortController();
    stopper.current = stop;
    const isLatest = () => stopper.current === stop;
    const dryRun = kind === 'checking';
    let bytes = 0;
    setState({ kind, file, progress: null });
    try {
      const read = (options: ImportOptions) =>
        store.importEvents(file, {
          ...options,
          signal: stop.signal,
          onProgress(progress) {
            bytes = progress.bytes;
            if (isLatest()) setState({ kind, file, progress });
          },
        });
      const result = await read({ dryRun, acceptGaps });
      const withGaps = dryRun && isLatest() ? await betterWithGaps(result, read) : null;
      if (!isLatest()) return; // Another file was chosen meanwhile.
      if (dryRun && result.cancelled) {
        setState({ kind: 'none' });
        announce('Import cancelled. Nothing was written.');
        return;
      }
      setState(
        dryRun ? { kind: 'checked', file, result, withGaps } : { kind: 'imported', file, result, bytes },
      );
      const effects = effectSentences(result.effects, dryRun ? 'before' : 'after');
      announce(`${dryRun ? checkedWords(result) : importedWords(result)} ${effects}`.trim());
    } catch (error) {
      if (isLatest()) setState({ kind: 'failed', file, error });
    }
  }

  return {
    state,
    choose: (file) => void run(file, 'checking', false),
    start(acceptGaps) {
      if (state.kind === 'checked') void finishFirst(run(state.file, 'importing', acceptGaps));
    },
    cancel: () => stopper.current?.abort(),
    close: () => setState({ kind: 'none' }),
  };
}

/** A file that misses events is looked through once more, in case that is all that is wrong with it. */
async function betterWithGaps(
  result: ImportResult,
  read: (options: ImportOptions) => Promise<ImportResult>,
): Promise<ImportResult | null> {
  if (result.problems.length === 0) return null;
  const withGaps = await read({ dryRun: true, acceptGaps: true });
  return withGaps.problems.length === 0 && !withGaps.cancelled ? withGaps : null;
}
