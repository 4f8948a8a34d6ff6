// XML for reading.
import { useMemo } from 'react';
import { CodeFrame } from './CodeFrame.tsx';
import { prettyXml, xmlLines } from './highlight.ts';

/** XML with line breaks added between tags. Copy gives the text as it is. */
export function XmlView({ text, label }: { readonly text: string; readonly label: string }) {
  const lines = useMemo(() => xmlLines(prettyXml(text)), [text]);
  return <CodeFrame copy={text} label={label} lines={lines} numbered small={false} long />;
}
