// A moment, short on the screen and whole in its title.
import { zone } from '../zone.ts';
import { useNow } from './now.ts';
import { ago, dateAndClock, moment, type Zone } from './time.ts';

/** `ms` since 1970-01-01 UTC. `moment` shows the time of day, with its day when that is not today (default), `full` the date, `ago` how long ago. */
export function TimeStamp({
  ms,
  show = 'moment',
}: {
  readonly ms: number;
  readonly show?: 'moment' | 'full' | 'ago';
}) {
  const nowMs = useNow();
  const chosen = zone.use();
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {words(show, ms, nowMs, chosen)}
      {chosen === 'utc' && show !== 'ago' ? <span className="zone"> UTC</span> : null}
    </time>
  );
}

function words(show: 'moment' | 'full' | 'ago', ms: number, nowMs: number, chosen: Zone): string {
  switch (show) {
    case 'moment':
      return moment(ms, nowMs, chosen);
    case 'full':
      return dateAndClock(ms, chosen);
    case 'ago':
      return ago(ms, nowMs, chosen);
  }
}
