// The streams that are there, to choose one for the form.
import { Name } from '../../ui/Name.tsx';
import { MoreOnScroll } from '../streams/MoreOnScroll.tsx';
import { SHOWN_AT_ONCE, useStreamFilter } from '../streams/useStreamFilter.ts';
import { type Streams, useStreams } from '../streams/useStreams.ts';
import { streamWords } from './stream-words.ts';

type Choose = (stream: string) => void;

export function StreamChoice({ choose }: { readonly choose: Choose }) {
  const live = useStreams();
  if (live.status !== 'ready') return null;
  if (live.value.streams.length === 0)
    return <p className="menu muted">There are no streams yet: any name makes one.</p>;
  return <Choice {...live.value} choose={choose} />;
}

function Choice({ streams, choose }: Streams & { readonly choose: Choose }) {
  const filter = useStreamFilter(streams, 'name');
  const [best] = filter.shown;
  return (
    <div className="menu">
      {streams.length <= SHOWN_AT_ONCE ? null : (
        <input
          className="input"
          type="search"
          aria-label="Filter existing streams"
          placeholder="Filter streams"
          autoComplete="off"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => filter.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault(); // The form around it would be sent.
            if (best !== undefined) choose(best.stream);
          }}
        />
      )}
      <ul className="plain">
        {filter.shown.map((summary) => (
          <li key={summary.stream}>
            <button className="stream-choice" type="button" onClick={() => choose(summary.stream)}>
              <span>
                <Name text={summary.stream} />
              </span>
              <small>{streamWords(summary)}</small>
            </button>
          </li>
        ))}
        {filter.hidden === 0 ? null : <MoreOnScroll hidden={filter.hidden} onMore={filter.showMore} />}
      </ul>
      {filter.total === 0 ? <p className="muted">No stream has this in its name.</p> : null}
    </div>
  );
}
