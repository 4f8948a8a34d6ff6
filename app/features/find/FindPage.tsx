// Events of a whole stream by type and by what their data says, whatever page they are on.
import { ChevronLeft } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import type { RecordedEvent, StreamName } from '../../../lib/index.ts';
import { paths, type Search } from '../../router.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { MarkedLine } from '../../ui/MarkedLine.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { counted, grouped } from '../../ui/words.ts';
import { preview } from '../event/payload.ts';
import { ALL } from '../stream/all.ts';
import { EventTable } from '../stream/EventTable.tsx';
import { isSystemStream } from '../stream/system-streams.ts';
import { useExpanded } from '../stream/useExpanded.ts';
import { FindForm } from './FindForm.tsx';
import { excerptOf } from './match.ts';
import { useWalk, type Walk, type Walker } from './useWalk.ts';
import '../stream/feed.css';
import './find.css';

export function FindPage({ stream, search }: { readonly stream: StreamName; readonly search: Search }) {
  const walker = useWalk(stream, search);
  const { found } = walker.walk;
  const expanded = useExpanded(found);
  const previewOf = useCallback(
    (event: RecordedEvent) => <Preview event={event} text={search.text} />,
    [search.text],
  );
  return (
    <section className="pane stack find" aria-labelledby="find-title">
      <header className="page-head">
        <h1 id="find-title">
          Find in <Name text={stream} />
        </h1>
        <p>Searches the whole stream, newest first.</p>
        <div className="acts wide-only">
          <a className="btn" href={paths.stream(stream)}>
            <Icon icon={ChevronLeft} />
            Back to the feed
          </a>
        </div>
      </header>
      <FindForm key={JSON.stringify(search)} stream={stream} search={search} onAgain={walker.again} />
      <Progress walker={walker} />
      {walker.walk.status === 'failed' ? (
        <Failure title="This stream could not be searched" error={walker.walk.error} />
      ) : null}
      {found.length === 0 ? null : (
        <EventTable
          stream={stream}
          rows={found}
          selected={null}
          expanded={expanded}
          label={`Events found in ${stream}`}
          withStream={stream === ALL || isSystemStream(stream)}
          previewOf={previewOf}
        />
      )}
    </section>
  );
}

function Progress({ walker }: { readonly walker: Walker }) {
  const announce = useAnnounce();
  const { walk } = walker;
  const says = sentence(walk);
  const settled = walk.status !== 'walking';
  useEffect(() => {
    if (settled) announce(says);
  }, [settled, says, announce]);
  return (
    <div className="find-progress" data-status={walk.status}>
      <div className="row">
        <p>{says}</p>
        <span className="push" />
        {walk.status === 'walking' ? (
          <button className="btn btn-small" type="button" onClick={walker.stop}>
            Stop
          </button>
        ) : walk.status === 'done' ? null : (
          <button className="btn btn-small" type="button" onClick={walker.goOn}>
            Go on
          </button>
        )}
      </div>
      <progress className="progress" aria-label="Searched" max={walk.total || 1} value={walk.looked} />
    </div>
  );
}

function sentence({ status, found, looked, total }: Walk): string {
  const finds = `${grouped(found.length)} ${found.length === 1 ? 'match' : 'matches'}`;
  const way = `searched ${grouped(looked)} of ${counted(total, 'event')}`;
  switch (status) {
    case 'walking':
    case 'failed':
      return `${finds}, ${way}`;
    case 'done':
      return `${finds} in ${counted(total, 'event')}.`;
    case 'stopped':
      return `Stopped: ${finds}, ${way}.`;
    case 'waiting':
      return `The newest ${finds}, ${way}.`;
  }
}

function Preview({ event, text }: { readonly event: RecordedEvent; readonly text: string | null }) {
  const excerpt = text === null ? undefined : excerptOf(event, text);
  if (excerpt === undefined) return <OneLine text={preview(event.rawData)} />;
  return <MarkedLine pieces={excerpt.pieces} inString={excerpt.inString} />;
}
