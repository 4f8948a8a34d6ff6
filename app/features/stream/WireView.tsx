// What the HTTP interface answers, character by character.
import { useCallback } from 'react';
import type { EventStore, StreamName } from '../../../lib/index.ts';
import { curlToRead } from '../../client/curl.ts';
import { handlerOf } from '../../handler.ts';
import type { PageAddress } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { XmlView } from '../../ui/XmlView.tsx';
import { useLive } from '../../useLive.ts';
import { basePath, httpAddress, pagePath } from './http-address.ts';

export type WireFormat = 'atom-json' | 'atom-xml';

const FORMATS = {
  'atom-json': { accept: 'application/vnd.eventstore.atom+json', word: 'Atom JSON' },
  'atom-xml': { accept: 'application/atom+xml', word: 'Atom XML' },
} as const;

/** A feed page, with the command that asks for it. */
export function WireView({
  stream,
  page,
  format,
}: {
  readonly stream: StreamName;
  readonly page: PageAddress;
  readonly format: WireFormat;
}) {
  const address = httpAddress(stream, pagePath(stream, page));
  const { accept, word } = FORMATS[format];
  return (
    <div className="stack wire-view">
      <div className="row">
        <code className="mono-small wire-address">GET {new URL(address).pathname}</code>
        <CopyButton text={curlToRead(address, accept)} label="Copy as curl" className="btn btn-small push">
          Copy as curl
        </CopyButton>
      </div>
      <WireText address={address} format={format} label={`${word} of ${stream}`} />
    </div>
  );
}

/** The body of the answer to a GET. */
export function WireText({
  address,
  format,
  label,
}: {
  readonly address: string;
  readonly format: WireFormat;
  readonly label: string;
}) {
  const store = useStore();
  const read = useCallback(() => answer(store, address, FORMATS[format].accept), [store, address, format]);
  const live = useLive(read, useCommits());
  switch (live.status) {
    case 'loading':
      return <Loading what={label} />;
    case 'failed':
      return <Failure title={`${label} could not be made`} error={live.error} />;
    case 'ready':
      return format === 'atom-xml' ? (
        <XmlView text={live.value} label={label} />
      ) : (
        <JsonView text={live.value} label={label} long />
      );
  }
}

async function answer(store: EventStore, address: string, accept: string): Promise<string> {
  const response = await handlerOf(store, basePath())(new Request(address, { headers: { Accept: accept } }));
  if (response === undefined) throw new Error('The HTTP interface has no answer for this address.');
  const body = await response.text();
  if (!response.ok) throw new Error(`The HTTP interface answered ${response.status} ${response.statusText}`);
  return body;
}
