// The expected version: one of five.
import { useId } from 'react';
import type { StreamSummary } from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import { Name, OneLine } from '../../ui/Name.tsx';
import type { FieldError } from './check-draft.ts';
import { countedFrom, type Draft, type ExpectedChoice, expectedOf } from './draft.ts';
import { ErrorNote } from './FieldNote.tsx';
import { RetryFirst } from './RetryFirst.tsx';
import { expectedHint, movedOnTo, shortName, streamWords } from './stream-words.ts';

const OTHERS: readonly (readonly [ExpectedChoice, string])[] = [
  ['any', 'Any'],
  ['no_stream', 'No stream'],
  ['empty_stream', 'Empty stream'],
  ['stream_exists', 'Stream exists'],
];

export function ExpectedVersionField(props: {
  /** The id of the number field. */
  readonly id: string;
  readonly draft: Draft;
  readonly current: StreamSummary | null;
  /** How many requests to the stream go first. */
  readonly queued: number;
  /** The request to the stream that is to be retried first. */
  readonly unanswered: History | undefined;
  readonly error: FieldError | undefined;
  readonly onChoose: (change: Pick<Draft, 'expected' | 'exact'>) => void;
}) {
  const { id, draft, current, queued, unanswered, error, onChoose } = props;
  const name = useId();
  const label = useId();
  const currentText = current && current.version >= 0 ? String(current.version) : '';
  const chooseExact = (exact: string) => onChoose({ expected: 'exact', exact });
  return (
    <div className="field" role="radiogroup" aria-labelledby={label}>
      <span className="label" id={label}>
        Expected version
      </span>
      <div className="choices">
        <div className="choice">
          <label>
            <input
              type="radio"
              name={name}
              checked={draft.expected === 'exact'}
              onChange={() => chooseExact(draft.exact || currentText)}
            />
            Exact
          </label>
          <input
            className="input mono"
            id={id}
            aria-label="Exact version"
            inputMode="numeric"
            autoComplete="off"
            value={draft.exact}
            aria-invalid={error !== undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => chooseExact(event.target.value)}
          />
        </div>
        {OTHERS.map(([choice, word]) => (
          <label className="choice" key={choice}>
            <input
              type="radio"
              name={name}
              checked={draft.expected === choice}
              onChange={() => onChoose({ expected: choice, exact: draft.exact })}
            />
            {word}
          </label>
        ))}
      </div>
      <ErrorNote id={`${id}-error`} error={error} />
      <p className="hint">
        <OneLine text={expectedHint(draft)} />
      </p>
      {queued > 0 ? (
        <p className="hint">
          {queued === 1 ? '1 queued request to' : `${queued} queued requests to`}{' '}
          <Name text={shortName(draft.stream)} /> {queued === 1 ? 'goes' : 'go'} first.
          {queuedHint(draft)}
        </p>
      ) : null}
      {unanswered === undefined ? null : (
        <RetryFirst unanswered={unanswered}>
          {current === null ? null : <StreamNow draft={draft} current={current} onChoose={chooseExact} />}
        </RetryFirst>
      )}
      {current === null || queued > 0 || unanswered !== undefined ? null : (
        <MovedOn draft={draft} current={current} onChoose={chooseExact} />
      )}
    </div>
  );
}

/** What becomes of the request when one that goes first is refused. */
function queuedHint(draft: Draft): string {
  if (countedFrom(draft) !== null)
    return ' The version is counted from what is queued: should that be refused, this is held and not sent.';
  return draft.expected === 'exact'
    ? ' The version you typed is yours: it is sent whatever becomes of them.'
    : '';
}

interface MovedOnProps {
  readonly draft: Draft;
  readonly current: StreamSummary;
  readonly onChoose: (exact: string) => void;
}

/** Told whether it has moved on or not. */
function StreamNow(props: MovedOnProps) {
  if (movedOnTo(props.draft, props.current) !== null) return <MovedOn {...props} />;
  return (
    <p className="hint">
      <Name text={shortName(props.draft.stream)} /> is as you expect it: {streamWords(props.current)}.
    </p>
  );
}

/** The expected version is what a person knew, so it does not follow the stream by itself. */
function MovedOn(props: MovedOnProps) {
  const version = movedOnTo(props.draft, props.current);
  if (version === null) return null;
  const expected = expectedOf(props.draft);
  const isAhead = typeof expected === 'number' && expected > version;
  return (
    <p className="hint row moved-on">
      <span>
        <Name text={shortName(props.draft.stream)} /> {isAhead ? 'is behind that' : 'has moved on'}:{' '}
        {streamWords(props.current)}.
      </span>
      <button className="btn btn-small" type="button" onClick={() => props.onChoose(String(version))}>
        Expect version {version}
      </button>
    </p>
  );
}
