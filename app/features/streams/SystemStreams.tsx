// The streams of links that the store keeps by itself, as far as the names of the streams tell them.
import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { StreamSummary } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { grouped } from '../../ui/words.ts';
import { ALL_STREAMS, categoryStreamOf } from '../stream/system-streams.ts';

const MOST_SHOWN = 100;

export function SystemStreams({ streams }: { readonly streams: readonly StreamSummary[] }) {
  const [isOpen, setOpen] = useState(false);
  const categories = useMemo(() => (isOpen ? categoriesOf(streams) : []), [isOpen, streams]);
  const more = categories.length - MOST_SHOWN;
  return (
    <details className="fold system-streams" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon icon={ChevronRight} />
        System streams
      </summary>
      <p className="muted">
        Links to the events of other streams: of a category, which is what stands before the first “-” of a
        name, and of an event type, such as <code>$et-OrderPaid</code>. Type the name of any into the filter
        and press Enter.
      </p>
      <ul className="row">
        {[ALL_STREAMS, ...categories.slice(0, MOST_SHOWN)].map((stream) => (
          <li key={stream}>
            <a href={paths.stream(stream)}>
              <Name text={stream} />
            </a>
          </li>
        ))}
        {more <= 0 ? null : <li className="muted">and {grouped(more)} more categories</li>}
      </ul>
    </details>
  );
}

function categoriesOf(streams: readonly StreamSummary[]): readonly string[] {
  const categories = new Set<string>();
  for (const { stream } of streams) {
    const category = categoryStreamOf(stream);
    if (category !== undefined) categories.add(category);
  }
  return [...categories].toSorted();
}
