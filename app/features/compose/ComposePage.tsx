// The composer: the form, and under it what came of the request that was sent from it.
import './compose.css';
import '../requests/requests.css';
import { DiscardedNote } from '../requests/DiscardedNote.tsx';
import { ResultCard } from '../requests/ResultCard.tsx';
import { ComposeForm } from './ComposeForm.tsx';
import { SentAside } from './SentAside.tsx';
import { draftOf } from './session.ts';
import { useComposer } from './useComposer.ts';

export function ComposePage({ stream }: { readonly stream?: string }) {
  const composer = useComposer(stream);
  const { sent } = composer;
  return (
    <>
      <div className="pane stack">
        <ComposeForm composer={composer} />
        {sent === undefined ? null : (
          <ResultCard
            history={sent}
            place="form"
            onEdit={() => composer.setDraft(() => draftOf(sent.request))}
            onCarriedOn={composer.follow}
          />
        )}
        <DiscardedNote />
      </div>
      <SentAside stream={composer.draft.stream} current={composer.current} sent={sent} />
    </>
  );
}
