// The feed of a stream: its name and facts, the ways through it, and the page as rows or as it goes over the wire.
import { ArrowUp, ChevronsDownUp, ChevronsUpDown, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { EventNumber, StreamName } from '../../../lib/index.ts';
import { navigate, type PageAddress, paths } from '../../router.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Guard } from '../../ui/Guard.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { counted } from '../../ui/words.ts';
import { Activity } from './Activity.tsx';
import { ALL } from './all.ts';
import { EventTable } from './EventTable.tsx';
import { FeedFoot } from './FeedFoot.tsx';
import { FeedTools, type FollowLinks } from './FeedTools.tsx';
import type { FeedFacts, FeedPage } from './feed.ts';
import { GoToEvent } from './GoToEvent.tsx';
import { GoToTime } from './GoToTime.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { Pager } from './Pager.tsx';
import { pageHref } from './page-href.ts';
import { HEAD_PAGE, lengthFor, pageLinks } from './paging.ts';
import { useExpanded } from './useExpanded.ts';
import type { LiveFeed } from './useFeed.ts';
import { WireView } from './WireView.tsx';

export function FeedPane({
  stream,
  address,
  page,
  feed,
  selected,
  links,
}: {
  readonly stream: StreamName;
  readonly address: PageAddress;
  readonly page: FeedPage;
  readonly feed: LiveFeed;
  readonly selected: EventNumber | null;
  /** Only of a stream of links. */
  readonly links?: FollowLinks;
}) {
  const { facts, rows } = page;
  const expanded = useExpanded(rows);
  const top = useTop(feed.setAtTop);
  const [view, setView] = useState('events');
  const Title = selected === null ? 'h1' : 'h2';

  /** The newest page, long enough that of a burst that waited no event is left out. */
  function goToNewest(): void {
    const count = lengthFor(feed.arrivals, address.count);
    if (address.from === 'head' && count === address.count) return;
    navigate(pageHref(stream, { ...HEAD_PAGE, count }), { replace: address.from === 'head' });
  }

  function showArrivals(): void {
    goToNewest();
    top.current?.scrollIntoView({ block: 'end' });
    feed.showArrivals();
  }

  return (
    <section className="pane pane-feed" aria-labelledby="stream-title">
      <i className="feed-top" ref={top} />
      <header className="page-head">
        <div className="title-row">
          <Title id="stream-title" className="title">
            <Name text={stream} />
          </Title>
          <CopyButton text={stream} label="Copy stream name" />
        </div>
        <Facts stream={stream} facts={facts} />
        {facts.eventCount === 0 ? null : (
          // A picture is no reason to lose the page.
          <Guard fallback={() => null} resetKey={page}>
            <Activity stream={stream} page={page} />
          </Guard>
        )}
        <div className="acts">
          {stream === ALL || links !== undefined ? null : (
            <a className="btn wide-only" href={paths.post(stream)}>
              <Icon icon={Plus} />
              Post to this stream
            </a>
          )}
          <MoreMenu stream={stream} facts={facts} />
        </div>
      </header>
      <div className="toolbar">
        <Pager stream={stream} links={pageLinks(address, rows, facts)} />
        <GoToEvent stream={stream} facts={facts} />
        {facts.eventCount === 0 ? null : <GoToTime stream={stream} page={page} />}
        <button
          className="btn live"
          type="button"
          aria-pressed={!feed.paused}
          title={feed.paused ? 'Resume: show what came, and what comes' : 'Pause: let nothing new in'}
          onClick={() => {
            if (feed.paused && address.from === 'head') goToNewest();
            feed.setPaused(!feed.paused);
          }}
        >
          {feed.paused ? 'Paused' : 'Live on'}
        </button>
        <FeedTools stream={stream} {...(links && { links })} />
      </div>
      <Arrivals count={feed.arrivals} onShow={showArrivals} />
      {facts.eventCount === 0 ? (
        <p className="muted">
          {facts.last < 0 ? 'No events yet.' : 'All events of this stream are truncated.'}
        </p>
      ) : (
        <div className="feed-views">
          {view === 'events' && rows.length > 0 ? (
            <button className="btn btn-quiet expand-all" type="button" onClick={expanded.toggleAll}>
              <Icon icon={expanded.all ? ChevronsDownUp : ChevronsUpDown} />
              <span>{expanded.all ? 'Collapse all' : 'Expand all'}</span>
            </button>
          ) : null}
          <Tabs
            label={`Views of ${spelledOut(stream)}`}
            selected={view}
            onSelect={setView}
            tabs={[
              {
                id: 'events',
                label: 'Events',
                panel: () => (
                  <EventTable
                    stream={stream}
                    rows={rows}
                    selected={selected}
                    expanded={expanded}
                    withStream={stream === ALL || (links?.followed ?? false)}
                  />
                ),
              },
              {
                id: 'atom-json',
                label: 'Atom JSON',
                panel: () => <WireView stream={stream} page={address} format="atom-json" />,
              },
              {
                id: 'atom-xml',
                label: 'Atom XML',
                panel: () => <WireView stream={stream} page={address} format="atom-xml" />,
              },
            ]}
          />
          <FeedFoot stream={stream} address={address} page={page} />
        </div>
      )}
    </section>
  );
}

function Facts({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  return (
    <p>
      {counted(facts.eventCount, 'event')}
      {facts.last < 0 ? null : ` · ${stream === ALL ? 'position' : 'version'} ${facts.last}`}
      {facts.updatedMs === null ? null : (
        <>
          {' · updated '}
          <TimeStamp ms={facts.updatedMs} show="ago" />
        </>
      )}
    </p>
  );
}

const QUIET_MS = 5_000;

/** New events wait here, in reserved space, until they are wanted. */
function Arrivals({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const announce = useAnnounce();
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  const words = `${counted(count, 'new event')}`;
  useEffect(() => {
    // A busy stream is not read out event by event.
    if (count === 0 || performance.now() - saidAt.current < QUIET_MS) return;
    saidAt.current = performance.now();
    announce(words);
  }, [count, words, announce]);
  if (count === 0) return null;
  return (
    <div className="arrivals-place">
      <button className="btn arrivals" type="button" onClick={onShow}>
        <Icon icon={ArrowUp} />
        {words}
      </button>
    </div>
  );
}

/** Tells whether the top of the pane is in sight. */
function useTop(onTop: (atTop: boolean) => void) {
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (element === null) return;
    const observer = new IntersectionObserver(([entry]) => onTop(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [onTop]);
  return mark;
}
