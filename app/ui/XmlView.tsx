// XML for reading.
import { useMemo } from 'react';
import { CodeFrame } from './CodeFrame.tsx';
import { prettyXml, whyPlain, xmlLines } from './highlight.ts';

/** XML with line breaks added between tags. Copy gives the text as it is. */
export function XmlView({ text, label }: { readonly text: string; readonly label: string }) {
  const pretty = useMemo(() => prettyXml(text), [text]);
  const lines = useMemo(() => xmlLines(pretty), [pretty]);
  const note = useMemo(() => whyPlain(text, pretty, lines), [text, pretty, lines]);
  return <CodeFrame copy={text} label={label} lines={lines} note={note} numbered small={false} long />;
}
