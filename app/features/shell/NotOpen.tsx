// Why the store is not open: it waits for another tab, or cannot be opened.
import { CircleX, Clock } from 'lucide-react';
import { useEffect } from 'react';
import { InvalidArgumentError, ProgramOutdatedError } from '../../../lib/index.ts';
import type { Opening } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure, Reload } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';

export function NotOpen({
  opening,
  tryAgain,
}: {
  readonly opening: Extract<Opening, { kind: 'blocked' | 'failed' }>;
  readonly tryAgain: () => void;
}) {
  if (opening.kind === 'blocked') return <Blocked opening={opening} tryAgain={tryAgain} />;
  if (opening.error instanceof ProgramOutdatedError) return <Outdated />;
  return <Failed error={opening.error} tryAgain={tryAgain} />;
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
        {opening.certain
          ? 'Another tab still uses the previous version of this store. The store is upgraded when that tab is closed or reloaded; this tab then continues by itself.'
          : 'The browser keeps this store waiting, as it does while another tab uses the previous version of it, upgrades it or deletes it. When that tab has finished, or is closed or reloaded, this tab continues by itself.'}
      </p>
      <dl className="facts">
        <dt>Waiting since</dt>
        <dd>
          <TimeStamp ms={opening.sinceMs} />
        </dd>
        <dt>Your data</dt>
        <dd>Not touched by this tab. Nothing is lost by waiting or by closing.</dd>
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
  const isNamedWrong = error instanceof InvalidArgumentError;
  return (
    <div className="blank">
      <span className="disc" data-state="rejected">
        <Icon icon={CircleX} />
      </span>
      <h1>The store could not be opened</h1>
      <p>
        {isNamedWrong
          ? 'The address of this page names no store that can be.'
          : 'This browser did not let the page open its storage. In a private window, or with site data blocked, it often cannot.'}
      </p>
      <Failure title={isNamedWrong ? 'The reason' : 'What the browser said'} error={error}>
        <button className="btn btn-primary" type="button" onClick={tryAgain}>
          Try again
        </button>
      </Failure>
    </div>
  );
}
