// The store is not open yet: it opens, waits for another tab, or cannot be opened.
import { CircleX, Clock } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { ProgramOutdatedError } from '../../../lib/index.ts';
import type { Opening } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure, Reload } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { Brand } from './Brand.tsx';

export function OpeningPage({
  opening,
  tryAgain,
}: {
  readonly opening: Exclude<Opening, { kind: 'open' }>;
  readonly tryAgain: () => void;
}) {
  switch (opening.kind) {
    case 'opening':
      return (
        <Frame>
          <Loading what="the store" />
        </Frame>
      );
    case 'blocked':
      return (
        <Frame>
          <Blocked opening={opening} tryAgain={tryAgain} />
        </Frame>
      );
    case 'failed':
      return (
        <Frame>
          {opening.error instanceof ProgramOutdatedError ? (
            <Outdated />
          ) : (
            <Failed error={opening.error} tryAgain={tryAgain} />
          )}
        </Frame>
      );
  }
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="topbar">
        <Brand />
      </header>
      <div className="app">
        <main id="main" className="panel">
          <section className="pane pane-blank">{children}</section>
        </main>
      </div>
    </>
  );
}

function Blocked({
  opening,
  tryAgain,
}: {
  readonly opening: Extract<Opening, { kind: 'blocked' }>;
  readonly tryAgain: () => void;
}) {
  const announce = useAnnounce();
  useEffect(() => announce('Close or reload the other tab. This tab then continues by itself.'), [announce]);
  return (
    <div className="blank">
      <span className="disc" data-state="queued">
        <Icon icon={Clock} />
      </span>
      <h1>Close or reload the other tab</h1>
      <p>
        {opening.certain ? 'Another tab still uses' : 'Another tab seems to use'} the previous version of this
        store. The store is upgraded when that tab is closed or reloaded; this tab then continues by itself.
      </p>
      <dl className="facts">
        <dt>Waiting since</dt>
        <dd>
          <TimeStamp ms={opening.sinceMs} />
        </dd>
        <dt>Your data</dt>
        <dd>Untouched. Nothing is lost by waiting or by closing.</dd>
      </dl>
      <div className="row">
        <button className="btn btn-primary" type="button" onClick={tryAgain}>
          Try again
        </button>
        <button className="btn" type="button" onClick={() => location.reload()}>
          Reload this tab
        </button>
      </div>
    </div>
  );
}

function Outdated() {
  return (
    <div className="blank">
      <span className="disc" data-state="queued">
        <Icon icon={Clock} />
      </span>
      <h1>This tab is older than the store</h1>
      <p>
        A newer version of this app has upgraded the store. Reload this tab to get that version. Your data is
        untouched.
      </p>
      <Reload />
    </div>
  );
}

function Failed({ error, tryAgain }: { readonly error: unknown; readonly tryAgain: () => void }) {
  return (
    <div className="blank">
      <span className="disc" data-state="rejected">
        <Icon icon={CircleX} />
      </span>
      <h1>The store could not be opened</h1>
      <p>
        This browser did not let the page open its storage. In a private window, or with site data blocked, it
        often cannot.
      </p>
      <Failure title="What the browser said" error={error}>
        <button className="btn btn-primary" type="button" onClick={tryAgain}>
          Try again
        </button>
      </Failure>
    </div>
  );
}
