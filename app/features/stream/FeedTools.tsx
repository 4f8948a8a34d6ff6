// Ways to find events in the whole stream, and what becomes of links.
import { Search as SearchIcon } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { newestOnlyWords } from '../find/types.ts';
import { useTypes } from '../find/useTypes.ts';
import { ALL } from './all.ts';

export interface FollowLinks {
  /** Their targets are shown in their place. */
  readonly followed: boolean;
  readonly follow: (followed: boolean) => void;
}

export function FeedTools({ stream, links }: { readonly stream: StreamName; readonly links?: FollowLinks }) {
  const { types, newestOnly } = useTypes(stream);
  const [text, setText] = useState('');

  function find(event: FormEvent): void {
    event.preventDefault();
    navigate(paths.find(stream, { text: text.trim() === '' ? null : text }));
  }

  return (
    <search className="feed-tools">
      <select
        className="select types"
        aria-label="Event type"
        value=""
        onChange={(event) => navigate(paths.find(stream, { type: event.target.value }))}
      >
        <option value="">All types</option>
        {types.map((type) => (
          <option key={type} value={type}>
            {spelledOut(type)}
          </option>
        ))}
        {newestOnly ? <option disabled>{newestOnlyWords()}</option> : null}
      </select>
      <form className="input-icon" onSubmit={find}>
        <Icon icon={SearchIcon} />
        <input
          className="input"
          type="search"
          aria-label="Find in data, whole stream"
          placeholder="Find in all data"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      {stream === ALL ? (
        <a className="btn" href={paths.find(stream, { hideSystem: true })}>
          Filter…
        </a>
      ) : null}
      {links === undefined ? null : (
        <label className="choice">
          <input
            type="checkbox"
            checked={links.followed}
            onChange={(event) => links.follow(event.target.checked)}
          />
          Follow links
        </label>
      )}
    </search>
  );
}
