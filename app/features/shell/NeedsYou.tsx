// What the requests ask for, beside the way to them.
import { useNeedsYouCount, useQueuedCount } from '../../client/counts.ts';

/** How many requests wait for a decision; when none does, how many wait for the network. */
export function NeedsYou() {
  const needy = useNeedsYouCount();
  const queued = useQueuedCount();
  const words = [needy > 0 ? `${needy} need you` : [], queued > 0 ? `${queued} queued` : []]
    .flat()
    .join(', ');
  if (words === '') return null;
  return (
    <span className={needy > 0 ? 'count count-alert' : 'count'}>
      {words.split(' ')[0]}
      <span className="visually-hidden">{words.slice(words.indexOf(' '))}</span>
    </span>
  );
}
