// What was sent beside what is stored, where a retried event is not the stored one.
import { useCallback, useMemo } from 'react';
import type { EventNumber, RecordedEvent } from '../../../lib/index.ts';
import { assignedId, type History } from '../../client/history.ts';
import type { PostEvent } from '../../client/post.ts';
import { postedEvents } from '../../client/posted-events.ts';
import { useCommits, useStore } from '../../store.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Name } from '../../ui/Name.tsx';
import { useLive } from '../../useLive.ts';
import { preview } from './preview.ts';

interface Pair {
  readonly sent: PostEvent;
  readonly stored: RecordedEvent;
}

export function DataDiffers({ history }: { readonly history: History }) {
  const pairs = useDifferentPairs(history);
  return pairs.map(({ sent, stored }) => (
    <div className="outcome-body differs" key={stored.eventNumber}>
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
  ));
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
        <JsonView text={props.metadata} label={`${props.label}: metadata`} numbered={false} small />
      )}
    </div>
  );
}

function useDifferentPairs(history: History): readonly Pair[] {
  const store = useStore();
  const { request } = history;
  const assigned = assignedId(history);
  const sent = useMemo(() => postedEvents(request), [request]);
  const read = useCallback(async () => {
    const ids = sent.flatMap((event) => event.id ?? assigned ?? []);
    const places = await store.findEventIds(request.stream, ids);
    const pairs = await Promise.all(
      sent.map((event) => pairOf(event, places.get(event.id ?? assigned ?? ''))),
    );
    return pairs.flatMap((pair) => (pair !== null && differs(pair) ? [pair] : []));

    async function pairOf(event: PostEvent, at: EventNumber | undefined): Promise<Pair | null> {
      if (at === undefined) return null;
      const { event: stored } = await store.readEvent(request.stream, at);
      return stored ? { sent: event, stored } : null;
    }
  }, [store, request, sent, assigned]);
  const live = useLive(read, useCommits(request.stream));
  return live.status === 'ready' ? live.value : [];
}

function differs({ sent, stored }: Pair): boolean {
  return sent.type !== stored.type || sent.data !== stored.rawData || sent.metadata !== stored.rawMetadata;
}
