// JSON for reading.
import { useMemo } from 'react';
import { CodeFrame } from './CodeFrame.tsx';
import { jsonLines, prettyJson, whyPlain } from './highlight.ts';

/** JSON with line breaks added for reading. Digits and strings stay as stored, and Copy gives the stored text. */
export function JsonView({
  text,
  label,
  numbered = true,
  small = false,
  long = false,
  plain,
}: {
  readonly text: string;
  /** Name of the block for readers, as "Data of event 113". */
  readonly label: string;
  /** Default true. */
  readonly numbered?: boolean;
  readonly small?: boolean;
  /** For long addresses: they break anywhere. */
  readonly long?: boolean;
  /** The text with its line breaks, where it is known: it is shown in one piece, without colours. */
  readonly plain?: string | undefined;
}) {
  const pretty = useMemo(() => plain ?? prettyJson(text), [text, plain]);
  const lines = useMemo(() => plain ?? jsonLines(pretty), [pretty, plain]);
  const note = useMemo(
    () => whyPlain(text, pretty, typeof lines === 'string' ? [] : lines),
    [text, pretty, lines],
  );
  return (
    <CodeFrame
      copy={text}
      label={label}
      lines={lines}
      note={note}
      numbered={numbered}
      small={small}
      long={long}
    />
  );
}
