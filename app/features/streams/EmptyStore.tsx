// A store without streams: four ways to begin.
import { ChevronRight, Plus, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useOpenedClient } from '../../client/ClientProvider.tsx';
import { navigate, paths } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { CodeFrame } from '../../ui/CodeFrame.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { focusHeading } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { shellLines } from '../../ui/shell-lines.ts';
import { counted } from '../../ui/words.ts';
import { takeResetWords } from '../settings/after-reset.ts';
import { FileChoice } from '../settings/FileChoice.tsx';
import { startImport } from '../settings/start-import.ts';
import { httpAddress } from '../stream/http-address.ts';
import { SAMPLE_STREAMS } from './sample-streams.ts';

export function EmptyStore() {
  return (
    <section className="pane pane-blank stack" aria-labelledby="empty-title">
      <div className="blank">
        <h1 id="empty-title">An event store inside this browser</h1>
        <p>Lose a reply, retry, and see that nothing is written twice.</p>
        <Beginnings />
      </div>
      <section className="stack sample" aria-labelledby="by-http">
        <h2 id="by-http">The same over HTTP</h2>
        <p className="muted">
          From any script of this site, and from a terminal while this page is open and served by{' '}
          <code>npm start</code>.
        </p>
        <CodeFrame
          copy={postCommand()}
          label="Post an event with curl"
          lines={shellLines(postCommand())}
          numbered
          small={false}
        />
      </section>
      <section className="stack sample" aria-labelledby="sample">
        <h2 id="sample">What the sample data holds</h2>
        <ul className="event-list plain">
          {SAMPLE_STREAMS.map((sample) => (
            <li key={sample.stream}>
              <b>{sample.stream}</b>
              <span className="muted">{counted(sample.eventCount, 'event')}</span>
              <span className="muted">{sample.about}</span>
            </li>
          ))}
        </ul>
        <p className="muted">
          It happened over nine days. One of its requests met a conflict and was rebased; one lost its reply
          and was retried.
        </p>
      </section>
    </section>
  );
}

function Beginnings() {
  const store = useStore();
  const opened = useOpenedClient();
  const announce = useAnnounce();
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const first = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const says = takeResetWords();
    if (says === null) return;
    first.current?.focus();
    announce(says);
  }, [announce]);

  async function load(): Promise<void> {
    if (loading) return;
    setLoading(true);
    try {
      const { loadSampleData } = await import('./sample-data.ts');
      const events = await loadSampleData(store, await opened);
      focusHeading(); // The button that was pressed is gone with the empty page.
      announce(`Loaded ${counted(events, 'event')} in ${counted(SAMPLE_STREAMS.length, 'stream')}.`);
    } catch (error) {
      setFailure(error);
      setLoading(false);
    }
  }

  return (
    <>
      <div className="row">
        <button ref={first} className="btn btn-primary" type="button" onClick={() => navigate(paths.post())}>
          <Icon icon={Plus} />
          Post your first event
        </button>
        <a className="btn" href={paths.scenario('lost-reply')}>
          Try the lost-reply demo
          <Icon icon={ChevronRight} />
        </a>
        <button className="btn" type="button" aria-disabled={loading} onClick={() => void load()}>
          Load sample data
        </button>
        <FileChoice label="Restore a backup" onChoose={startImport}>
          <Icon icon={Upload} />
          Restore a backup
        </FileChoice>
      </div>
      {failure === null ? null : <Failure title="The sample data could not be loaded" error={failure} />}
    </>
  );
}

function postCommand(): string {
  return [
    `curl -i -d '{"a":1}' "${httpAddress('newstream')}"`,
    '  -H "Content-Type: application/json"',
    '  -H "ES-EventType: SomeEvent"',
    '  -H "ES-EventId: c322e299-cb73-4b47-97c5-5054f920746e"',
    '  -H "ES-ExpectedVersion: -1"',
  ].join(' \\\n');
}
