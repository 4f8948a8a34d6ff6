// A metadata document in the making, on top of the version it was begun at.
import { useEffect, useState } from 'react';
import { type StreamMetadata, type StreamName, WrongExpectedVersionError } from '../../../lib/index.ts';
import { keepOnLeaving, keptDraft } from '../../kept-draft.ts';
import { useStore, useStoreName } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { prettyJson } from '../../ui/highlight.ts';

export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly version: number }
  /** Somebody else saved first: nothing was written. */
  | { readonly kind: 'conflict'; readonly expected: number; readonly current: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface MetadataDraft {
  readonly text: string;
  /** The version the draft was begun at; -1 = none was set then. */
  readonly base: number;
  readonly changed: boolean;
  readonly saving: Saving;
  setText(text: string): void;
  /** Begins again with the document as it is stored now. */
  startOver(): void;
  /** Saves on top of `version`. @param version default: the version it was begun at. */
  save(version?: number): Promise<void>;
}

export function useMetadataDraft(stream: StreamName, current: StreamMetadata): MetadataDraft {
  const store = useStore();
  const announce = useAnnounce();
  const key = `metadata draft of ${JSON.stringify([useStoreName(), stream])}`;
  const [kept] = useState(() => keptDraft(key) as Kept | undefined);
  const [begun, setBegun] = useState(() => kept?.begun ?? beginningOf(current));
  const [text, setText] = useState(kept?.text ?? begun.text);
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const changed = text !== begun.text;

  useEffect(
    () => keepOnLeaving(key, () => (changed ? { begun, text } : undefined)),
    [key, changed, begun, text],
  );

  // A draft nobody has touched follows what is stored, and is ahead of it just after it was saved.
  if (!changed && saving.kind !== 'saving' && begun.version < current.version) {
    const next = beginningOf(current);
    setBegun(next);
    setText(next.text);
  }

  function startOver(): void {
    const next = beginningOf(current);
    setBegun(next);
    setText(next.text);
    setSaving({ kind: 'idle' });
  }

  async function save(version = begun.version): Promise<void> {
    if (saving.kind === 'saving') return;
    setSaving({ kind: 'saving' });
    try {
      const expectedVersion = version < 0 ? 'no_stream' : version;
      const { lastEventNumber } = await store.setStreamMetadata(stream, text, { expectedVersion });
      setBegun({ version: lastEventNumber, text });
      setSaving({ kind: 'saved', version: lastEventNumber });
      announce(`Committed. Metadata version ${lastEventNumber}.`);
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) {
        setSaving({ kind: 'conflict', expected: version, current: error.currentVersion });
        announce('Conflict. The metadata was changed since. Nothing was written.');
      } else setSaving({ kind: 'failed', error });
    }
  }

  return {
    text,
    base: begun.version,
    changed,
    saving,
    setText(next) {
      setText(next);
      if (saving.kind === 'saved') setSaving({ kind: 'idle' });
    },
    startOver,
    save,
  };
}

/** What the next page of this tab takes up. */
interface Kept {
  readonly begun: ReturnType<typeof beginningOf>;
  readonly text: string;
}

/** As it is stored, with line breaks; `$tb` of a deletion is not what anybody wants to save again. */
function beginningOf({ version, json, truncateBefore }: StreamMetadata) {
  const deleted = truncateBefore === 2n ** 63n - 1n;
  return { version, text: json === null || deleted ? '{}' : prettyJson(json) };
}
