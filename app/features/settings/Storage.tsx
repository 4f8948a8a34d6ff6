// How much room the store takes, and how to get some back.
import { useState } from 'react';
import type { StorageHealth } from '../../../lib/index.ts';
import { useStoreName } from '../../store.tsx';
import { Name } from '../../ui/Name.tsx';
import { bytes, counted } from '../../ui/words.ts';
import { useStreams } from '../streams/useStreams.ts';
import { CheckStore } from './CheckStore.tsx';
import { FreeSpace } from './FreeSpace.tsx';
import { Protection } from './Protection.tsx';
import { useSpace } from './useSpace.ts';

export function Storage() {
  const name = useStoreName();
  const [round, setRound] = useState(0);
  const space = useSpace(round);
  const askAgain = () => setRound((last) => last + 1);
  return (
    <section aria-labelledby="storage">
      <header>
        <h2 id="storage">Storage</h2>
        <p>Everything is kept in this browser, on this device.</p>
      </header>
      <div className="stack">
        <dl className="facts">
          <dt>Store</dt>
          <dd>
            <b>
              <Name text={name} />
            </b>
          </dd>
          <dt>Holds</dt>
          <dd>
            <Holds />
          </dd>
          <dt>Space</dt>
          <dd>{space === null ? null : <Used {...space} />}</dd>
        </dl>
        {space === null ? null : <Protection persistence={space.persistence} onAnswer={askAgain} />}
        <FreeSpace onFreed={askAgain} />
        <CheckStore />
      </div>
    </section>
  );
}

function Holds() {
  const live = useStreams();
  if (live.status !== 'ready') return null;
  return (
    <>
      {counted(live.value.head, 'event')} in {counted(live.value.streams.length, 'stream')}
    </>
  );
}

function Used({ usageBytes, quotaBytes }: StorageHealth) {
  if (usageBytes === undefined) {
    return <span className="muted">This browser does not say how much space is used.</span>;
  }
  return (
    <span>
      <b>{bytes(usageBytes)} used</b>{' '}
      {quotaBytes === undefined ? null : (
        <span className="muted">of {bytes(quotaBytes)} this browser allows</span>
      )}
    </span>
  );
}
