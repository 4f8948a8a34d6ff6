// Drops the data of events that are hidden for good.
import { Eraser } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ScavengeProgress } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { bytes, counted, grouped } from '../../ui/words.ts';
import { forgetDeletions } from '../stream/deletions.ts';
import { WorkCard } from './WorkCard.tsx';

type Work =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'working' | 'done' | 'cancelled'; readonly progress: ScavengeProgress }
  | { readonly kind: 'failed'; readonly error: unknown };

const BEGUN: ScavengeProgress = { done: 0, total: 0, droppedEvents: 0, droppedBytes: 0 };

/** `onFreed` is called when it has ended, however far it came. */
export function FreeSpace({ onFreed }: { readonly onFreed: () => void }) {
  const store = useStore();
  const announce = useAnnounce();
  const [work, setWork] = useState<Work>({ kind: 'none' });
  const stopper = useRef<AbortController | null>(null);
  const working = work.kind === 'working';

  async function free(): Promise<void> {
    const stop = new AbortController();
    stopper.current = stop;
    setWork({ kind: 'working', progress: BEGUN });
    forgetDeletions();
    try {
      const progress = await store.scavenge({
        signal: stop.signal,
        onProgress: (next) => setWork({ kind: 'working', progress: next }),
      });
      const kind = progress.done < progress.total ? 'cancelled' : 'done';
      setWork({ kind, progress });
      announce(resultWords(kind, progress));
    } catch (error) {
      setWork({ kind: 'failed', error });
    }
    onFreed();
  }

  return (
    <>
      <div className="setting">
        <div>
          Free space
          <p>
            Drops the data of events that nobody can read any more: of deleted streams, and past $maxCount,
            $maxAge or $tb. Event numbers and ids stay.
          </p>
        </div>
        <button
          className="btn"
          type="button"
          aria-disabled={working}
          onClick={() => working || setWork({ kind: 'asking' })}
        >
          <Icon icon={Eraser} />
          Free space…
        </button>
      </div>
      {'progress' in work ? (
        <WorkCard
          name="Free space"
          title={working ? 'Freeing space' : resultWords(work.kind, work.progress)}
          far={`${grouped(work.progress.done)} of ${counted(work.progress.total, 'event')}`}
          value={work.progress.total === 0 && !working ? 1 : work.progress.done}
          max={work.progress.total}
          {...(working && { onCancel: () => stopper.current?.abort() })}
        />
      ) : null}
      {work.kind === 'failed' ? (
        <Failure title="Space could not be freed to the end" error={work.error} />
      ) : null}
      {work.kind === 'asking' ? (
        <Dialog
          title="Free space?"
          about="Hidden events lose their data for good: a deleted stream can then no longer be brought back with its events, and raising $maxCount shows nothing again. What can be read stays as it is."
          onClose={() => setWork({ kind: 'none' })}
          actions={
            <>
              <button className="btn" type="button" onClick={() => setWork({ kind: 'none' })}>
                Cancel
              </button>
              <button className="btn btn-danger" type="button" onClick={() => void free()}>
                <Icon icon={Eraser} />
                Free space
              </button>
            </>
          }
        />
      ) : null}
    </>
  );
}

function resultWords(
  kind: 'working' | 'done' | 'cancelled',
  { droppedEvents, droppedBytes }: ScavengeProgress,
): string {
  const stopped = kind === 'cancelled' ? 'Stopped. ' : '';
  return droppedEvents === 0
    ? `${stopped}Nothing to free: no event is hidden for good.`
    : `${stopped}Freed ${bytes(droppedBytes)} of ${counted(droppedEvents, 'hidden event')}.`;
}
