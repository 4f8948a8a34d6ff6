// A stream: its feed, and beside it the event that was opened.
import { useEffect, useState } from 'react';
import type { EventNumber, StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { EventPane } from '../event/EventPane.tsx';
import { FeedPane } from './FeedPane.tsx';
import { MissingStream } from './MissingStream.tsx';
import { pageHref } from './page-href.ts';
import { HEAD_PAGE, isOnPage, pageOf } from './paging.ts';
import { isSystemStream } from './system-streams.ts';
import { useFeed } from './useFeed.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useStateFocus } from './useStateFocus.ts';
import './feed.css';
import { Name } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';

export function StreamScreen({
  stream,
  page,
  eventNumber,
}: {
  readonly stream: StreamName;
  /** Null = the newest page. */
  readonly page: PageAddress | null;
  /** The opened event, or null. */
  readonly eventNumber: EventNumber | null;
}) {
  const [address, setAddress] = useAddress(page, eventNumber);
  const system = isSystemStream(stream);
  // What the links of a system stream lead to is what people come for.
  const [followLinks, setFollowLinks] = useState(system);
  const feed = useFeed(stream, address, followLinks);
  useRowFocus(eventNumber);

  const { live } = feed;
  const shown = live.status === 'ready' ? live.value : null;
  useStateFocus(shown?.facts.state ?? null);
  // An event from elsewhere turns the list to its page; one that is in the list leaves it where it is.
  const wanted =
    shown === null || eventNumber === null || isOnPage(eventNumber, shown.rows) ? null : eventNumber;
  useEffect(() => {
    if (wanted === null || shown === null) return;
    if (wanted >= shown.facts.first && wanted <= shown.facts.last) {
      setAddress((last) => pageOf(wanted, last.count, shown.facts));
    }
  }, [wanted, shown, setAddress]);

  if (live.status === 'loading') {
    return (
      <section className="pane">
        <Loading what={spelledOut(stream)} rows={12} />
      </section>
    );
  }
  if (live.status === 'failed') {
    return (
      <section className="pane">
        <header className="page-head">
          <h1>
            <Name text={stream} />
          </h1>
        </header>
        <Failure title="This stream could not be read" error={live.error} />
      </section>
    );
  }
  if (live.value.facts.state !== 'live') return <MissingStream stream={stream} facts={live.value.facts} />;

  return (
    <>
      <FeedPane
        stream={stream}
        address={address}
        page={live.value}
        feed={feed}
        selected={eventNumber}
        {...(system && { links: { followed: followLinks, follow: setFollowLinks } })}
      />
      {eventNumber === null ? null : (
        <EventPane
          stream={stream}
          eventNumber={eventNumber}
          facts={live.value.facts}
          followLinks={followLinks}
          closeHref={pageHref(stream, address)}
        />
      )}
    </>
  );
}

/** The list stays on its page while an event is open. */
function useAddress(page: PageAddress | null, eventNumber: EventNumber | null) {
  const routed = page ?? HEAD_PAGE;
  const [address, setAddress] = useState(routed);
  const { from, direction, count } = routed;
  const isEvent = eventNumber !== null;
  useEffect(() => {
    if (!isEvent) setAddress({ from, direction, count });
  }, [isEvent, from, direction, count]);
  return [address, setAddress] as const;
}
