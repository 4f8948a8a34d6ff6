// A small picture of when the events of a stream were written, with those of the shown page marked.
import { useCallback, useMemo } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { counted, grouped } from '../../ui/words.ts';
import { useLive } from '../../useLive.ts';
import { zone } from '../../zone.ts';
import { activityReader, activityWords, busiest, type Activity as Counts, type Slot } from './activity.ts';
import type { FeedPage } from './feed.ts';
import { momentsOf } from './moments.ts';
import { slotWords } from './slots.ts';
import './activity.css';

/** Read again when the page is, which is when the stream has changed. */
const NEVER = () => () => {};

export function Activity({
  stream,
  page: { facts, rows },
}: {
  readonly stream: StreamName;
  readonly page: FeedPage;
}) {
  const store = useStore();
  const chosen = zone.use();
  const { first, last } = facts;
  const readActivity = useMemo(() => activityReader(momentsOf(store, stream)), [store, stream]);
  const read = useCallback(() => readActivity(first, last, chosen), [readActivity, first, last, chosen]);
  const live = useLive(read, NEVER);
  const times = rows.map(({ event }) => event.createdMs);
  return (
    <div className="activity">
      {live.status === 'ready' && live.value !== null ? (
        <Picture activity={live.value} from={Math.min(...times)} to={Math.max(...times)} />
      ) : null}
    </div>
  );
}

const WIDTH = 144;
const HEIGHT = 24;
const WIDEST_BAR = 8;

/** `from` and `to`: the times of the shown page. */
function Picture({
  activity,
  from,
  to,
}: {
  readonly activity: Counts;
  readonly from: number;
  readonly to: number;
}) {
  const chosen = zone.use();
  const { slots, unit } = activity;
  const most = busiest(activity).count;
  const step = Math.min(WIDEST_BAR, Math.floor(WIDTH / slots.length));
  return (
    <>
      <svg
        role="img"
        aria-label={`Activity per ${unit}: ${activityWords(activity, chosen)}`}
        width={step * slots.length}
        height={HEIGHT}
      >
        {slots.map((slot, place) => (
          <g key={slot.beginMs} className={isShown(slot, from, to) ? 'is-shown' : undefined}>
            <title>{`${counted(slot.count, 'event')} ${slotWords(slot.beginMs, unit, chosen)}`}</title>
            <rect className="activity-slot" x={step * place} width={step} height={HEIGHT} />
            <Bar x={step * place} width={step - 1} share={slot.count / most} />
          </g>
        ))}
      </svg>
      <small aria-hidden="true">
        events per {unit}, peak {grouped(most)}
      </small>
    </>
  );
}

/** A single event can be seen beside a thousand. */
const LOWEST_BAR = 2;

function Bar(props: { readonly x: number; readonly width: number; readonly share: number }) {
  const height = props.share === 0 ? 1 : Math.max(LOWEST_BAR, Math.round(props.share * HEIGHT));
  return (
    <rect
      className={props.share === 0 ? 'activity-none' : 'activity-bar'}
      x={props.x}
      y={HEIGHT - height}
      width={props.width}
      height={height}
    />
  );
}

function isShown({ beginMs, endMs, count }: Slot, from: number, to: number): boolean {
  return count > 0 && beginMs <= to && from < endMs;
}
