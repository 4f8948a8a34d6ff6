// Finds a stream while its name is typed; Enter opens the best match.
import { Search } from 'lucide-react';
import type { StreamName, StreamSummary } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { STREAM_ORDERS, type StreamOrder } from './order.ts';

export function StreamFilter({
  text,
  best,
  onText,
  onChoose = (stream) => navigate(paths.stream(stream)),
}: {
  readonly text: string;
  readonly best: StreamSummary | undefined;
  readonly onText: (text: string) => void;
  /** What Enter does. Default: goes to the stream. */
  readonly onChoose?: (stream: StreamName) => void;
}) {
  return (
    <form
      className="input-icon"
      onSubmit={(event) => {
        event.preventDefault();
        const name = text.trim();
        // System streams are in no list, so their names are taken at their word.
        if (name.startsWith('$')) onChoose(name);
        else if (name !== '' && best !== undefined) onChoose(best.stream);
      }}
    >
      <Icon icon={Search} />
      <input
        className="input"
        type="search"
        aria-label="Filter streams"
        placeholder="Filter streams"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        {...useShortcut('filter')}
      />
      {text === '' ? <KeyHint of="filter" /> : null}
    </form>
  );
}

export function StreamOrderSelect({
  order,
  onOrder,
}: {
  readonly order: StreamOrder;
  readonly onOrder: (order: StreamOrder) => void;
}) {
  return (
    <select
      className="select select-quiet"
      aria-label="Sort streams by"
      value={order}
      onChange={(event) => {
        const chosen = STREAM_ORDERS.find((each) => each.order === event.target.value);
        if (chosen !== undefined) onOrder(chosen.order);
      }}
    >
      {STREAM_ORDERS.map((each) => (
        <option key={each.order} value={each.order}>
          {each.label}
        </option>
      ))}
    </select>
  );
}
