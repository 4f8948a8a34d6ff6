// What was sent beside what is stored, where a retried event is not the stored one.
import { useCallback } from 'react';
import type { RecordedEvent } from '../../../lib/index.ts';
import { assignedId, type History } from '../../client/history.ts';
import { isOther, readStored, type SentEvent } from '../../client/stored-events.ts';
import { useCommits, useStore } from '../../store.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Name } from '../../ui/Name.tsx';
import { useLive } from '../../useLive.ts';
import { preview } from './preview.ts';

/** The events of the request whose ids stand for other events in the stream. */
export function DataDiffers({ history }: { readonly history: History }) {
  return <Differences events={useStored(history)} />;
}

export function Differences({ events }: { readonly events: readonly SentEvent[] }) {
  return events
    .filter(isOther)
    .map((event) =>
      event.stored === null ? null : <Pair key={event.at} {...event} stored={event.stored} />,
    );
}

function Pair({ sent, stored }: SentEvent & { readonly stored: RecordedEvent }) {
  return (
    <div className="outcome-body differs">
      <Side
        title="You sent"
        type={sent.type}
        data={sent.data}
        metadata={sent.metadata}
        label="Data you sent"
      />
      <Side
        title={`Stored at ${stored.eventNumber}`}
        type={stored.type}
        data={typeof stored.rawData === 'string' ? stored.rawData : preview(stored)}
        metadata={typeof stored.rawMetadata === 'string' ? stored.rawMetadata : null}
        label={`Data stored at ${stored.eventNumber}`}
      />
    </div>
  );
}

function Side(props: {
  readonly title: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string | null;
  readonly label: string;
}) {
  return (
    <div className="stack">
      <p>
        <b>{props.title}</b>{' '}
        <span className="muted">
          <Name text={props.type} />
        </span>
      </p>
      <JsonView text={props.data} label={props.label} numbered={false} small />
      {props.metadata === null ? null : (
        <>
          <small className="muted">Metadata</small>
          <JsonView text={props.metadata} label={`${props.label}: metadata`} numbered={false} small />
        </>
      )}
    </div>
  );
}

/** Empty while it is not known. */
export function useStored(history: History): readonly SentEvent[] {
  const store = useStore();
  const { request } = history;
  const assigned = assignedId(history);
  const read = useCallback(() => readStored(store, request, assigned), [store, request, assigned]);
  const live = useLive(read, useCommits(request.stream));
  return live.status === 'ready' ? live.value : [];
}
