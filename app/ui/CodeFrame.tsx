// A block of lines with numbers that are never copied, and a way to copy the exact text.
import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import type { Line } from './pieces.ts';

export function CodeFrame(props: {
  readonly copy: string;
  readonly label: string;
  readonly lines: readonly Line[];
  readonly numbered: boolean;
  readonly small: boolean;
  /** Long words, as addresses, break anywhere. */
  readonly long?: boolean;
  /** Other buttons than Copy. */
  readonly actions?: ReactNode;
}) {
  const look = `code${props.numbered ? ' numbered' : ''}${props.small ? ' code-small' : ''}${props.long ? ' code-long' : ''}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keys.
    // biome-ignore lint/a11y/useSemanticElements: a section would be a landmark for each of many blocks.
    <div className={look} tabIndex={0} role="group" aria-label={props.label}>
      <CopyButton
        text={props.copy}
        label={`Copy ${props.label.charAt(0).toLowerCase()}${props.label.slice(1)}`}
        className="btn btn-quiet btn-small"
      >
        Copy
      </CopyButton>
      {props.actions}
      <pre>
        <code>
          {props.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <span key={index}>
              {line.map((piece, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
                <span key={place} className={piece.mark || undefined}>
                  {piece.text}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
