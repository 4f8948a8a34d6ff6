// Looks through the whole store, and names what is missing in it.
import { ListChecks } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CheckProgress, StoreCheck } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { counted, grouped } from '../../ui/words.ts';
import { checkWords, storeProblemWords } from './check-words.ts';
import { WorkCard } from './WorkCard.tsx';

type Work =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly progress: CheckProgress }
  | { readonly kind: 'done'; readonly check: StoreCheck }
  | { readonly kind: 'failed'; readonly error: unknown };

const BEGUN: CheckProgress = { done: 0, total: 0, events: 0 };

/** More of them say no more to a person. */
const MOST_SHOWN = 20;

export function CheckStore() {
  const store = useStore();
  const announce = useAnnounce();
  const [work, setWork] = useState<Work>({ kind: 'none' });
  const stopper = useRef<AbortController | null>(null);
  const working = work.kind === 'working';

  async function check(): Promise<void> {
    if (working) return;
    const stop = new AbortController();
    stopper.current = stop;
    setWork({ kind: 'working', progress: BEGUN });
    try {
      const found = await store.check({
        signal: stop.signal,
        onProgress: (progress) => setWork({ kind: 'working', progress }),
      });
      setWork({ kind: 'done', check: found });
      announce(checkWords(found));
    } catch (error) {
      setWork({ kind: 'failed', error });
    }
  }

  return (
    <>
      <div className="setting">
        <div>
          Check this store
          <p>Looks whether events, positions or links are missing. Changes nothing.</p>
        </div>
        <button className="btn" type="button" aria-disabled={working} onClick={() => void check()}>
          <Icon icon={ListChecks} />
          Check store
        </button>
      </div>
      {work.kind === 'working' ? (
        <WorkCard
          name="Check store"
          title="Checking the store"
          far={farWords(work.progress)}
          value={work.progress.done}
          max={work.progress.total}
          onCancel={() => stopper.current?.abort()}
        />
      ) : null}
      {work.kind === 'done' ? <Found check={work.check} /> : null}
      {work.kind === 'failed' ? (
        <Failure title="The store could not be checked to the end" error={work.error} />
      ) : null}
    </>
  );
}

function farWords({ done, total }: CheckProgress): string {
  return `${grouped(done)} of ${counted(total, 'position')}`;
}

function Found({ check }: { readonly check: StoreCheck }) {
  const { problems, unlisted } = check;
  const shown = problems.slice(0, MOST_SHOWN);
  const more = problems.length - shown.length + unlisted;
  return (
    <WorkCard
      name="Check store"
      title={checkWords(check)}
      far={farWords(check)}
      value={check.total === 0 ? 1 : check.done}
      max={check.total}
    >
      {problems.length === 0 ? null : (
        <>
          <ul aria-label="Problems" className="check-problems">
            {shown.map((problem) => (
              <li key={JSON.stringify(problem)}>
                <OneLine text={storeProblemWords(problem)} />
              </li>
            ))}
            {more === 0 ? null : <li>And {grouped(more)} more.</li>}
          </ul>
          <p className="muted">
            Nothing that was acknowledged is missing. An earlier version of this app could write a part of
            what it refused, and such a part has holes: it was reported as not written, and is there.
          </p>
          <p className="muted">
            You need not do anything: the store is read, written and exported over its holes. To have
            positions, links and ids whole again, export all, reset the store and import the file. Event
            numbers stay as they are, with their holes.
          </p>
        </>
      )}
    </WorkCard>
  );
}
