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
  plain = false,
}: {
  readonly text: string;
  /** Name of the block for readers, as "Data of event 113". */
  readonly label: string;
  /** Default true. */
  readonly numbered?: boolean;
  readonly small?: boolean;
  /** For long addresses: they break anywhere. */
  readonly long?: boolean;
  /** Without colours. Default false. */
  readonly plain?: boolean;
}) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const lines = useMemo(
    () => (plain ? [[{ mark: '', text: pretty }] as const] : jsonLines(pretty)),
    [pretty, plain],
  );
  const note = useMemo(() => (plain ? null : whyPlain(text, pretty, lines)), [plain, text, pretty, lines]);
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
