// The metadata of a stream: the document as it is stored, what it means, and the way to change it.
import { ChevronLeft, TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import { StreamDeletedError, type StreamMetadata, type StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useLive } from '../../useLive.ts';
import type { FeedState } from '../stream/feed.ts';
import { explain, type Meaning } from './explain.ts';
import { MetadataEditor } from './MetadataEditor.tsx';
import '../compose/compose.css';
import './metadata.css';
import { Name, OneLine } from '../../ui/Name.tsx';

interface Shown {
  readonly metadata: StreamMetadata;
  readonly state: FeedState;
}

export function MetadataPage({ stream }: { readonly stream: StreamName }) {
  const store = useStore();
  const read = useCallback(async (): Promise<Shown> => {
    const [metadata, { state }] = await Promise.all([
      store.getStreamMetadata(stream),
      store.describeStream(stream),
    ]);
    return { metadata, state };
  }, [store, stream]);
  const live = useLive(read, useCommits(stream));
  return (
    <section className="pane stack metadata-page" aria-labelledby="metadata-title">
      <header className="page-head">
        <h1 id="metadata-title">
          Metadata of <Name text={stream} />
        </h1>
        {live.status === 'ready' ? (
          <p>
            <OneLine text={versionWords(stream, live.value)} />
          </p>
        ) : null}
        <div className="acts wide-only">
          <a className="btn" href={paths.stream(stream)}>
            <Icon icon={ChevronLeft} />
            Back to the feed
          </a>
        </div>
      </header>
      {live.status === 'loading' ? (
        <Loading what="the metadata" />
      ) : live.status === 'failed' ? (
        <NotRead error={live.error} />
      ) : (
        <>
          <StateNote state={live.value.state} />
          <Document metadata={live.value.metadata} />
          <MetadataEditor stream={stream} current={live.value.metadata} />
        </>
      )}
    </section>
  );
}

function versionWords(stream: StreamName, { metadata: { version } }: Shown): string {
  return version < 0 ? 'Never set.' : `Version ${version}, the last event of $$${stream}.`;
}

function NotRead({ error }: { readonly error: unknown }) {
  return error instanceof StreamDeletedError ? (
    <p className="muted">
      This stream was permanently deleted, and its metadata with it. Its name can never be used again.
    </p>
  ) : (
    <Failure title="The metadata could not be read" error={error} />
  );
}

function StateNote({ state }: { readonly state: FeedState }) {
  if (state === 'soft_deleted') {
    return (
      <p className="notice" data-state="unknown">
        This stream is deleted. Saving new metadata brings it back, with the events from before the deletion
        hidden by $tb; saving once more without $tb shows them again.
      </p>
    );
  }
  return state === 'missing' ? (
    <p className="muted">The stream has no events yet. Its metadata can be set before.</p>
  ) : null;
}

function Document({ metadata: { version, json } }: { readonly metadata: StreamMetadata }) {
  if (version < 0) {
    return <p className="muted">Without metadata every event can be read, however many and however old.</p>;
  }
  if (json === null) {
    return <Ignored why="The document is no JSON. Readers see the stream as if it had no metadata." />;
  }
  const { ignored, meanings } = explain(json);
  return (
    <>
      {ignored === null ? null : <Ignored why={ignored} />}
      <JsonView text={json} label="Metadata document" />
      <Meanings meanings={meanings} />
    </>
  );
}

function Ignored({ why }: { readonly why: string }) {
  return (
    <div className="notice" data-state="unknown">
      <b className="row">
        <Icon icon={TriangleAlert} />
        This document is ignored
      </b>
      <p>{why}</p>
    </div>
  );
}

export function Meanings({ meanings }: { readonly meanings: readonly Meaning[] }) {
  if (meanings.length === 0) return <p className="muted">The document is empty: it hides nothing.</p>;
  return (
    <dl className="meanings" aria-label="What the document says">
      {meanings.map(({ key, value, says, problem }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key may stand in a document twice.
        <div key={index}>
          <dt>
            <code>
              <Name text={key} />
            </code>
          </dt>
          <dd>
            <code className="meaning-value">
              <OneLine text={value} />
            </code>
          </dd>
          <dd className={problem ? 'meaning-problem' : 'muted'}>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
