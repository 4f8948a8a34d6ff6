// A block of lines with numbers that are never copied, and a way to copy the exact text.
import { type ReactNode, useMemo } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { Stretches } from './Name.tsx';
import { isOneBlock, type Line } from './pieces.ts';
import { spelledOut } from './unseen.ts';
import { MAX_UNSEEN, type ShownLine, withUnseen } from './unseen-lines.ts';
import { grouped } from './words.ts';

export function CodeFrame(props: {
  readonly copy: string;
  readonly label: string;
  /** A string is shown in one piece as it is: for what is out of sight. */
  readonly lines: readonly Line[] | string;
  readonly numbered: boolean;
  readonly small: boolean;
  /** Long words, as addresses, break anywhere. */
  readonly long?: boolean;
  /** Said below the lines; null = nothing. Default null. */
  readonly note?: string | null;
  /** Other buttons than Copy. */
  readonly actions?: ReactNode;
}) {
  const plain = typeof props.lines === 'string' ? props.lines : null;
  const numbered = props.numbered && typeof props.lines !== 'string' && !isOneBlock(props.lines);
  const look = `code${numbered ? ' numbered' : ''}${props.small ? ' code-small' : ''}${props.long ? ' code-long' : ''}`;
  const label = spelledOut(props.label);
  const { lines, complete } = useMemo(
    () => withUnseen(typeof props.lines === 'string' ? [] : props.lines),
    [props.lines],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keys.
    // biome-ignore lint/a11y/useSemanticElements: a section would be a landmark for each of many blocks.
    <div className={look} tabIndex={0} role="group" aria-label={label}>
      <CopyButton
        text={props.copy}
        label={`Copy ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        className="btn btn-quiet btn-small"
      >
        Copy
      </CopyButton>
      {props.actions}
      <pre>
        <code>
          {plain}
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <span key={index}>
              <CodeLine line={line} />
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
      {props.note == null ? null : <p className="code-note">{props.note}</p>}
      {complete ? null : (
        <p className="code-note">
          Past the first {grouped(MAX_UNSEEN)} characters that cannot be seen, no more are marked.
        </p>
      )}
    </div>
  );
}

/** The coloured pieces of a line. */
export function CodeLine({ line }: { readonly line: ShownLine }) {
  return line.map(({ mark, stretches }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
    <span key={place} className={mark || undefined}>
      <Stretches of={stretches} />
    </span>
  ));
}
