// Says that the network is off and what waits for it; once it is back, what came of that.
import { Clock } from 'lucide-react';
import { useKnownHistories, useNetwork, useSentNews } from '../../client/ClientProvider.tsx';
import { useQueuedCount } from '../../client/counts.ts';
import { needingYou, needsYou } from '../../client/history.ts';
import { isSwitchedOff } from '../../client/network.ts';
import { networkOffWords, sentWords } from '../../client/outbox-words.ts';
import { type SentNews, tellSent } from '../../client/sent-news.ts';
import { paths } from '../../router.ts';
import { Dismiss } from '../../ui/Dismiss.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useOnline } from '../../ui/useOnline.ts';

export function NetworkBanner() {
  const state = useNetwork();
  const queued = useQueuedCount();
  const news = useSentNews();
  const online = useOnline();
  if (isSwitchedOff(state))
    return (
      <section className="banner" data-state="queued" aria-label="Network">
        <Icon icon={Clock} />
        <span>{networkOffWords(queued, !online)}</span>
      </section>
    );
  return news?.networkIsBack ? <Back news={news} /> : null;
}

/** As things are now, for as long as there is a reason to say it: what asked for a decision may have been decided. */
function Back({ news: { requestIds } }: { readonly news: SentNews }) {
  const histories = useKnownHistories();
  const needy = new Set(needingYou(histories));
  const sent = histories.filter(({ request }) => requestIds.includes(request.id));
  const isSettled = !sent.some((history) => needy.has(history));
  if (sent.length === 0 || (isSettled && sent.some(needsYou))) return null;
  return (
    <section className="banner" data-state="queued" aria-label="Network">
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
