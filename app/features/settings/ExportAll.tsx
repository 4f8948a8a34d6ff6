// Writes all events into a file.
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ExportProgress } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { bytes, counted, grouped } from '../../ui/words.ts';
import { useStreams } from '../streams/useStreams.ts';
import { backupName, saveFile } from './save-file.ts';
import { EXPORT_ALL_ID } from './start-export.ts';
import { WorkCard } from './WorkCard.tsx';

type Work =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly name: string; readonly progress: ExportProgress }
  | { readonly kind: 'done'; readonly name: string; readonly says: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Some older browsers cannot compress. */
const CAN_COMPRESS = 'CompressionStream' in globalThis;

export function ExportAll() {
  const store = useStore();
  const announce = useAnnounce();
  const live = useStreams();
  const [gzip, setGzip] = useState(false);
  const [work, setWork] = useState<Work>({ kind: 'none' });
  const stopper = useRef<AbortController | null>(null);
  const working = work.kind === 'working';

  async function exportAll(): Promise<void> {
    if (working) return;
    const stop = new AbortController();
    stopper.current = stop;
    const name = backupName(store.name, new Date(), gzip);
    let progress: ExportProgress = { events: 0, total: 0 };
    setWork({ kind: 'working', name, progress });
    try {
      const lines = store.exportEvents({
        gzip,
        signal: stop.signal,
        onProgress(next) {
          progress = next;
          setWork({ kind: 'working', name, progress });
        },
      });
      const type = gzip ? 'application/gzip' : 'application/x-ndjson';
      const file = await new Response(lines, { headers: { 'Content-Type': type } }).blob();
      saveFile(file, name);
      const says = `Exported ${counted(progress.total, 'event')}, ${bytes(file.size)}.`;
      setWork({ kind: 'done', name, says });
      announce(says);
    } catch (error) {
      setWork(stop.signal.aborted ? { kind: 'none' } : { kind: 'failed', error });
      if (stop.signal.aborted) announce('Export cancelled. No file was made.');
    }
  }

  return (
    <>
      <div className="setting">
        <div>
          Export all
          <p>
            {live.status === 'ready' ? `${counted(live.value.head, 'event')}, ` : null}
            in the order they were written.
          </p>
        </div>
        <div className="row">
          {CAN_COMPRESS ? (
            <label className="choice">
              <input type="checkbox" checked={gzip} onChange={(event) => setGzip(event.target.checked)} />
              Compress (gzip)
            </label>
          ) : null}
          <button
            className="btn"
            id={EXPORT_ALL_ID}
            type="button"
            aria-disabled={working}
            onClick={() => void exportAll()}
          >
            <Icon icon={Download} />
            Export all
          </button>
        </div>
      </div>
      {work.kind === 'working' ? (
        <WorkCard
          name="Export"
          title={work.name}
          far={`${grouped(work.progress.events)} of ${counted(work.progress.total, 'event')}`}
          value={work.progress.events}
          max={work.progress.total}
          onCancel={() => stopper.current?.abort()}
        />
      ) : null}
      {work.kind === 'done' ? (
        <p className="muted">
          {work.says} Saved as <b>{work.name}</b>.
        </p>
      ) : null}
      {work.kind === 'failed' ? <Failure title="No file was made" error={work.error} /> : null}
    </>
  );
}
