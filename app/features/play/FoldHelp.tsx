// What a fold is given, what it may do, and what it is asked for.
import { ChevronRight } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import { EVENT_MEMBERS } from './event-text.ts';
import { MEMORY_LIMIT_BYTES, TIME_LIMIT_MS } from './sandbox/protocol.ts';

export function FoldHelp() {
  return (
    <div className="stack play-help">
      <p className="muted">
        It declares <code>initial</code> and <code>fold</code>, and runs in a sandbox: no network, no storage,
        no page. It may take {TIME_LIMIT_MS / 1_000} s for an event and {MEMORY_LIMIT_BYTES / 2 ** 20} MB in
        all.
      </p>
      <details className="fold">
        <summary>
          <Icon icon={ChevronRight} />
          What an event has
        </summary>
        <dl className="facts">
          {EVENT_MEMBERS.map(([name, says]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details className="fold">
        <summary>
          <Icon icon={ChevronRight} />
          What a state is
        </summary>
        <p className="muted">
          What JSON can keep, and all that is remembered from event to event: going back folds again from a
          kept state, so the same events must give the same state. That is why there is no clock and no chance
          in here. A fold may change the state it is given. The library folds the same way:{' '}
          <code>store.project({'{ name, source, initial, fold }'})</code>.
        </p>
      </details>
    </div>
  );
}
