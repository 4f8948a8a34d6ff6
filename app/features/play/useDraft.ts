// The draft of a stream's fold, kept with every change of it.
import { useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { useStoreName } from '../../store.tsx';
import { beginDraft, type Draft, toKeep } from './draft.ts';
import { keepFold, keptFold } from './kept-folds.ts';

/** `linked` is the fold of the address; a new one begins anew. Give the component the stream as its key. */
export function useDraft(stream: StreamName, linked: string | null): readonly [Draft, (next: Draft) => void] {
  const storeName = useStoreName();
  const begin = () => beginDraft(linked, keptFold(storeName, stream));
  const [draft, setDraft] = useState(begin);
  const [seen, setSeen] = useState(linked);
  if (linked !== seen) {
    setSeen(linked);
    if (linked !== null) setDraft(begin());
  }
  function change(next: Draft): void {
    setDraft(next);
    keepFold(storeName, stream, toKeep(next));
  }
  return [draft, change];
}
