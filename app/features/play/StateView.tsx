// A state as JSON; before each line that the event changed stands how, and behind it what was there.
import { memo } from 'react';
import { CodeLine } from '../../ui/CodeFrame.tsx';
import { jsonLines } from '../../ui/highlight.ts';
import { OneLine } from '../../ui/Name.tsx';
import { withUnseen } from '../../ui/unseen-lines.ts';
import { counted } from '../../ui/words.ts';
import type { Sign, StateLine } from './sandbox/compare-states.ts';
import type { ShownState } from './sandbox/protocol.ts';

/** Not made anew while the folding goes on. */
export const StateView = memo(function StateView({
  state,
  label,
}: {
  readonly state: ShownState;
  readonly label: string;
}) {
  if (state.seen === null) {
    return <p className="muted">It is too large to be shown line by line. Copy has it.</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keys.
    // biome-ignore lint/a11y/useSemanticElements: a section would be one landmark more.
    <div className="code state-view" tabIndex={0} role="group" aria-label={label}>
      <pre>
        <code>
          {state.seen.lines.map((line, index) =>
            'leftOut' in line ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
              <span className="left-out" key={index}>
                {counted(line.leftOut, 'more line')}: Copy has them
              </span>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
              <Line line={line} key={index} />
            ),
          )}
        </code>
      </pre>
    </div>
  );
});

const SIGNS: Readonly<Record<Sign, { readonly sign: string; readonly tone: string | undefined }>> = {
  '': { sign: ' ', tone: undefined },
  '+': { sign: '+', tone: 'committed' },
  '-': { sign: '−', tone: 'rejected' },
  '~': { sign: '~', tone: 'already' },
};

function Line({ line }: { readonly line: StateLine }) {
  const { sign, tone } = SIGNS[line.sign];
  return (
    <span className="state-line" data-state={tone}>
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <span className="value">
        {'  '.repeat(line.depth)}
        <span className="text">
          <CodeLine line={withUnseen(jsonLines(line.text)).lines[0] ?? []} />
        </span>
        {line.note === null ? null : (
          <span className="note">
            {' '}
            <OneLine text={line.note} />
          </span>
        )}
        {'\n'}
      </span>
    </span>
  );
}
