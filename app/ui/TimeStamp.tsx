// A moment, short on the screen and whole in its title.
import { useNow } from './now.ts';
import { ago, clock, clockOrDay, dateAndClock } from './time.ts';

/** `ms` since 1970-01-01 UTC. `clock` shows the time of day (default), `row` the day too when it is not today, `full` the date, `ago` how long ago. */
export function TimeStamp({
  ms,
  show = 'clock',
}: {
  readonly ms: number;
  readonly show?: 'clock' | 'row' | 'full' | 'ago';
}) {
  const nowMs = useNow();
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {words(show, ms, nowMs)}
    </time>
  );
}

function words(show: 'clock' | 'row' | 'full' | 'ago', ms: number, nowMs: number): string {
  switch (show) {
    case 'clock':
      return clock(ms);
    case 'row':
      return clockOrDay(ms, nowMs);
    case 'full':
      return dateAndClock(ms);
    case 'ago':
      return ago(ms, nowMs);
  }
}
