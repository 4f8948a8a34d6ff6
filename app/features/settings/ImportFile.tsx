// Reads a backup: what is new in it comes first, and only a second press writes.
import { Check, Info, TriangleAlert, Upload, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ImportResult } from '../../../lib/index.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { bytes, counted, grouped } from '../../ui/words.ts';
import { EffectList } from './EffectList.tsx';
import { harmOf } from './effect-words.ts';
import { FileChoice } from './FileChoice.tsx';
import { checkedWords, importedWords, problemWords } from './import-words.ts';
import { IMPORT_CARD_ID, takeChosen } from './start-import.ts';
import { type Import, type Importing, useImport } from './useImport.ts';
import { WorkCard } from './WorkCard.tsx';

export function ImportFile() {
  const importing = useImport();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that was chosen elsewhere is taken once.
  useEffect(() => {
    const file = takeChosen();
    if (file !== null) importing.choose(file);
  }, []);
  const part = useFocusInside(importing.state.kind);
  return (
    <div className="stack" ref={part}>
      <div className="setting">
        <div>
          Import
          <p>Plain or compressed. Shows first what is new and what is already there.</p>
        </div>
        <FileChoice label="Import file" onChoose={importing.choose}>
          <Icon icon={Upload} />
          Choose file…
        </FileChoice>
      </div>
      <State importing={importing} />
    </div>
  );
}

/**
 * Where the button that was pressed goes away, the focus goes to the one that follows, or to the choice of a file; never to one
 * that deletes, since Enter may be pressed already.
 */
function useFocusInside(kind: Import['kind']) {
  const part = useRef<HTMLDivElement>(null);
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    if (document.activeElement !== document.body) return;
    const next =
      part.current?.querySelector<HTMLElement>('button:not(.btn-danger)') ??
      part.current?.querySelector('input');
    next?.focus({ preventScroll: true });
  }, [kind]);
  return part;
}

function State({ importing }: { readonly importing: Importing }) {
  const { state } = importing;
  switch (state.kind) {
    case 'none':
      return null;
    case 'checking':
    case 'importing':
      return <Working state={state} onCancel={importing.cancel} />;
    case 'checked':
      return <Checked state={state} importing={importing} />;
    case 'imported':
      return <Imported state={state} />;
    case 'failed':
      return <Failure title={`${state.file.name} was not imported to the end`} error={state.error} />;
  }
}

type Of<Kind extends Import['kind']> = Extract<Import, { readonly kind: Kind }>;

function Working({
  state: { kind, file, progress },
  onCancel,
}: {
  readonly state: Of<'checking' | 'importing'>;
  readonly onCancel: () => void;
}) {
  const read = progress?.bytes ?? 0;
  return (
    <WorkCard
      name={kind === 'checking' ? 'Check' : 'Import'}
      title={file.name}
      far={`${bytes(read)} of ${bytes(file.size)}`}
      value={read}
      max={file.size}
      onCancel={onCancel}
    >
      <small className="muted">
        {kind === 'checking' ? 'Looking what is new' : 'Importing'}
        {progress === null ? '…' : `: ${progress.newEvents} new · ${progress.alreadyThere} already there`}
      </small>
    </WorkCard>
  );
}

function Checked({
  state: { file, result, withGaps },
  importing,
}: {
  readonly state: Of<'checked'>;
  readonly importing: Importing;
}) {
  const problem = problemWords(result);
  const { newEvents, alreadyThere } = result;
  const events = counted(newEvents, 'event');
  return (
    <div
      id={IMPORT_CARD_ID}
      className="notice stack import-card"
      data-state={problem === null ? 'already' : 'rejected'}
    >
      <b className="row">
        <Icon icon={problem === null ? Info : X} />
        <Name text={file.name} />
      </b>
      {problem === null ? (
        <p>{checkedWords(result)}</p>
      ) : (
        <>
          <p>
            <b>
              <OneLine text={problem} />
            </b>{' '}
            Nothing was written.
          </p>
          <p>
            {newEvents + alreadyThere === 0
              ? 'No event before it can be imported.'
              : `Of the lines before it ${events} can be imported, ${grouped(alreadyThere)} already there. Or mend the line and choose the file again.`}
          </p>
        </>
      )}
      <EffectList effects={(withGaps ?? result).effects} when="before" />
      {withGaps === null ? null : (
        <p>
          Nothing else is wrong with the file. If the store that it came from misses the same events, it can
          be imported with its gaps: their numbers stay empty for good.
        </p>
      )}
      <div className="row">
        {withGaps === null ? null : (
          <Start result={withGaps} hasGaps isMain={false} onStart={() => importing.start(true)} />
        )}
        {newEvents === 0 ? null : (
          <Start
            result={result}
            hasGaps={false}
            isMain={problem === null}
            onStart={() => importing.start(false)}
          />
        )}
        <button className="btn" type="button" onClick={importing.close}>
          {newEvents === 0 ? 'Close' : 'Cancel'}
        </button>
      </div>
    </div>
  );
}

/** A button that names the harm: to press it is the consent to it. */
function Start({
  result: { newEvents, effects },
  hasGaps,
  isMain,
  onStart,
}: {
  readonly result: ImportResult;
  readonly hasGaps: boolean;
  readonly isMain: boolean;
  readonly onStart: () => void;
}) {
  const harm = harmOf(effects);
  const gaps = hasGaps ? ' with gaps' : '';
  if (harm !== null) {
    return (
      <button className="btn btn-danger" type="button" onClick={onStart}>
        <Icon icon={TriangleAlert} />
        Import{gaps}, and {harm}
      </button>
    );
  }
  return (
    <button className={isMain ? 'btn btn-primary' : 'btn'} type="button" onClick={onStart}>
      <Icon icon={Upload} />
      Import {counted(newEvents, 'event')}
      {gaps}
    </button>
  );
}

function Imported({ state: { file, result, bytes: read } }: { readonly state: Of<'imported'> }) {
  const failed = result.problems.length > 0;
  return (
    <WorkCard
      name="Import"
      title={file.name}
      value={failed || result.cancelled ? read : file.size}
      max={file.size}
    >
      <p className="row import-result" data-state={failed ? 'rejected' : 'committed'}>
        <Icon icon={failed ? X : Check} />
        {importedWords(result)}
      </p>
      <EffectList effects={result.effects} when="after" />
    </WorkCard>
  );
}
