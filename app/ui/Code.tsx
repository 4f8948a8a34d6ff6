// A text from the wire, character by character.
import { type ReactNode, useMemo } from 'react';
import { CodeFrame } from './CodeFrame.tsx';
import { jsonLines, xmlLines } from './highlight.ts';
import { plainLines } from './pieces.ts';
import { shellLines } from './shell-lines.ts';

export interface CodeProps {
  readonly text: string;
  /** Name of the block for readers, as "Data of event 113". */
  readonly label: string;
  /** Default `'text'`. */
  readonly language?: 'text' | 'json' | 'xml' | 'shell';
  /** Default true. */
  readonly numbered?: boolean;
  readonly small?: boolean;
  /** In one piece, without marks. Default false. */
  readonly plain?: boolean;
  /** Other buttons than Copy. */
  readonly actions?: ReactNode;
}

/** Shows the text character by character; Copy gives the same characters. */
export function Code({
  text,
  label,
  language = 'text',
  numbered = true,
  small = false,
  plain = false,
  actions,
}: CodeProps) {
  const lines = useMemo(() => (plain ? text : LINES[language](text)), [plain, language, text]);
  return (
    <CodeFrame copy={text} label={label} lines={lines} numbered={numbered} small={small} actions={actions} />
  );
}

const LINES = { text: plainLines, json: jsonLines, xml: xmlLines, shell: shellLines } as const;
