// Says that the link is off and what waits for it; once it is back, what came of that.
import { Clock } from 'lucide-react';
import { useLink, useSentNews } from '../../client/ClientProvider.tsx';
import { useQueuedCount } from '../../client/counts.ts';
import { linkOffWords } from '../../client/outbox-words.ts';
import { tellSent } from '../../client/sent-news.ts';
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
  if (news === null || !news.linkIsBack) return null;
  return (
    <section className="banner" data-state="queued" aria-label="Link">
      <span>
        {news.says} <a href={paths.requests()}>Show results</a>
      </span>
      <Dismiss onDismiss={() => tellSent(null)} />
    </section>
  );
}
