// Says that the link is off and what waits for it; once it is back, what came of that.
import { Clock } from 'lucide-react';
import { useKnownHistories, useLink, useSentNews } from '../../client/ClientProvider.tsx';
import { useQueuedCount } from '../../client/counts.ts';
import { needingYou, needsYou } from '../../client/history.ts';
import { linkOffWords, sentWords } from '../../client/outbox-words.ts';
import { type SentNews, tellSent } from '../../client/sent-news.ts';
import { paths } from '../../router.ts';
import { Dismiss } from '../../ui/Dismiss.tsx';
import { Icon } from '../../ui/Icon.tsx';

export function LinkBanner() {
  const { fault, nextOnly } = useLink();
  const queued = useQueuedCount();
  const news = useSentNews();
  if (fault === 'offline' && !nextOnly)
    return (
      <section className="banner" data-state="queued" aria-label="Link">
        <Icon icon={Clock} />
        <span>{linkOffWords(queued)}</span>
      </section>
    );
  return news?.linkIsBack ? <Back news={news} /> : null;
}

/** As things are now, for as long as there is a reason to say it: what asked for a decision may have been decided. */
function Back({ news: { requestIds } }: { readonly news: SentNews }) {
  const histories = useKnownHistories();
  const needy = new Set(needingYou(histories));
  const sent = histories.filter(({ request }) => requestIds.includes(request.id));
  const isSettled = !sent.some((history) => needy.has(history));
  if (sent.length === 0 || (isSettled && sent.some(needsYou))) return null;
  return (
    <section className="banner" data-state="queued" aria-label="Link">
      <span>
        {sentWords(sent, true, 0, (history) => needy.has(history))}{' '}
        <a href={paths.requests()} onClick={() => isSettled && tellSent(null)}>
          Show results
        </a>
      </span>
      <Dismiss onDismiss={() => tellSent(null)} />
    </section>
  );
}
