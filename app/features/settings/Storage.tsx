// How much room the store takes, and whether the browser promises to keep it.
import { CircleCheck, Info, Shield, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useStoreName } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { bytes, counted } from '../../ui/words.ts';
import { useStreams } from '../streams/useStreams.ts';
import { askProtection, type ProtectAnswer, type Space } from './storage.ts';
import { useSpace } from './useSpace.ts';

export function Storage() {
  const name = useStoreName();
  const [round, setRound] = useState(0);
  const space = useSpace(round);
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
            <b>{name}</b>
          </dd>
          <dt>Holds</dt>
          <dd>
            <Holds />
          </dd>
          <dt>Space</dt>
          <dd>
            <Used space={space} />
          </dd>
        </dl>
        <Protection space={space} onAnswer={() => setRound((last) => last + 1)} />
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

function Used({ space }: { readonly space: Space }) {
  switch (space.kind) {
    case 'asking':
      return null;
    case 'unknown':
      return <span className="muted">This browser does not say how much space is used.</span>;
    case 'known':
      return (
        <span>
          <b>{bytes(space.usedBytes)} used</b>{' '}
          <span className="muted">of {bytes(space.quotaBytes)} this browser allows</span>
        </span>
      );
  }
}

const ANSWERS: Record<ProtectAnswer, string> = {
  protected: 'The browser answered: protected. It will not delete this store by itself.',
  refused:
    'The browser answered: no. It decides by itself, often by how much a site is used; installing the app or adding a bookmark helps.',
  no_answer: 'The browser gave no answer. If it asked you something, answer there and try again.',
  unavailable: 'This browser has no way to protect a store.',
};

function Protection({ space, onAnswer }: { readonly space: Space; readonly onAnswer: () => void }) {
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<ProtectAnswer | null>(null);
  const safe = (space.kind === 'known' && space.protected) || answer === 'protected';
  if (space.kind === 'asking') return null;

  async function protect(): Promise<void> {
    if (asking) return;
    setAsking(true);
    const given = await askProtection();
    setAsking(false);
    setAnswer(given);
    announce(ANSWERS[given]);
    onAnswer();
  }

  if (space.kind === 'unknown') {
    return (
      <div className="setting notice" data-state="queued">
        <div>
          <b className="row">
            <Icon icon={Info} />
            Not known
          </b>
          <p>{ANSWERS.unavailable}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="setting notice" data-state={safe ? 'committed' : 'unknown'}>
      <div>
        <b className="row">
          <Icon icon={safe ? CircleCheck : TriangleAlert} />
          {safe ? 'Protected' : 'Not protected'}
        </b>
        <p>
          {answer !== null
            ? ANSWERS[answer]
            : safe
              ? 'The browser does not delete this store by itself.'
              : 'This browser may delete this store when space runs low.'}
        </p>
      </div>
      {safe ? null : (
        <button className="btn" type="button" aria-disabled={asking} onClick={() => void protect()}>
          <Icon icon={Shield} />
          {asking ? 'Asking the browser…' : 'Protect it'}
        </button>
      )}
    </div>
  );
}
