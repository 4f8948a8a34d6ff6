// A text field for code: coloured text under a transparent textarea, with line numbers outside.
import { type ReactNode, useMemo } from 'react';
import { markedLines } from './marked-lines.ts';
import { isOneBlock, type Line, MAX_MARKED } from './pieces.ts';
import './editor.css';

/** A text that is too long for a coloured layer is shown plain, and scrolls. */
const LONG_ROWS = 20;

export function CodeEditor(props: {
  readonly id: string;
  readonly value: string;
  /** Cuts a text of the language into coloured lines. */
  readonly linesOf: (text: string) => readonly Line[];
  readonly minLines: number;
  /** Marked in the text: the line from 1, and where it is known the character; null = nothing to mark. */
  readonly problem: { readonly line: number; readonly offset: number | null } | null;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { value, linesOf, problem } = props;
  const offset = problem?.offset ?? null;
  const coloured = useMemo(() => (value.length > MAX_MARKED ? null : linesOf(value)), [value, linesOf]);
  const long = coloured === null || isOneBlock(coloured);
  const lines = useMemo(() => (long ? [] : markedLines(coloured, offset)), [long, coloured, offset]);
  const rows = long ? LONG_ROWS : Math.max(lines.length, props.minLines);
  return (
    <div className={long ? 'editor is-long' : 'editor'}>
      <div className="gutter" aria-hidden="true">
        {long ? null : <Numbers count={rows} bad={problem?.line ?? null} />}
      </div>
      <div className="layers">
        {long ? null : <Coloured lines={lines} />}
        <textarea
          id={props.id}
          value={value}
          rows={rows}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={props.invalid}
          aria-describedby={props.describedBy}
          onChange={(event) => props.onChange(event.target.value)}
        />
      </div>
    </div>
  );
}

function Coloured({ lines }: { readonly lines: ReturnType<typeof markedLines> }) {
  return (
    <pre aria-hidden="true">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <span key={index}>
          {line.map((piece, place): ReactNode => {
            const Tag = piece.bad ? 'mark' : 'span';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
              <Tag key={place} className={piece.mark || undefined}>
                {piece.text}
              </Tag>
            );
          })}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

/** One text up to the bad line, and one after it: a number of its own for each line would slow down long texts. */
function Numbers({ count, bad }: { readonly count: number; readonly bad: number | null }) {
  const numbers = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).join('\n');
  if (bad === null || bad > count) return <span>{numbers(1, count)}</span>;
  return (
    <>
      {bad > 1 ? <span>{numbers(1, bad - 1)}</span> : null}
      <span className="bad">{bad}</span>
      {bad < count ? <span>{numbers(bad + 1, count)}</span> : null}
    </>
  );
}
