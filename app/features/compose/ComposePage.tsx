// The composer: the form, and under it what came of the request that was sent from it.
import './compose.css';
import '../requests/requests.css';
import { type RefObject, useEffect, useRef } from 'react';
import { type History, latestOutcome } from '../../client/history.ts';
import { DiscardedNote } from '../requests/DiscardedNote.tsx';
import { ResultCard } from '../requests/ResultCard.tsx';
import { ComposeForm } from './ComposeForm.tsx';
import { SentAside } from './SentAside.tsx';
import { useComposer } from './useComposer.ts';

export function ComposePage({ stream }: { readonly stream?: string }) {
  const composer = useComposer(stream);
  const { sent } = composer;
  const result = useInView(sent);
  return (
    <>
      <div className="pane stack">
        <ComposeForm composer={composer} />
        {sent === undefined ? null : (
          <div ref={result}>
            <ResultCard
              history={sent}
              place="form"
              onEdit={() => composer.edit(sent.request)}
              onCarriedOn={composer.follow}
            />
          </div>
        )}
        <DiscardedNote />
      </div>
      <SentAside
        stream={composer.draft.stream}
        current={composer.current}
        unanswered={composer.unanswered}
        sent={sent}
      />
    </>
  );
}

/** Scrolls to what came of a request when there is something new: on small screens it is below the form. */
function useInView(sent: History | undefined): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const news = sent && `${sent.request.id} ${latestOutcome(sent).kind}`;
  // What is there when the screen opens is no news.
  const seen = useRef(news);
  useEffect(() => {
    if (seen.current === news) return;
    seen.current = news;
    element.current?.scrollIntoView({ block: 'nearest' });
  }, [news]);
  return element;
}
