// Which part of the stream the page shows, how long a page is, and its address over HTTP.
import type { EventNumber, StreamName } from '../../../lib/index.ts';
import { navigate, type PageAddress } from '../../router.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { grouped } from '../../ui/words.ts';
import type { FeedPage } from './feed.ts';
import { httpAddress, pagePath } from './http-address.ts';
import { pageHref } from './page-href.ts';
import { PAGE_SIZES, pageOf, relOf } from './paging.ts';

export function FeedFoot({
  stream,
  address,
  page,
}: {
  readonly stream: StreamName;
  readonly address: PageAddress;
  readonly page: FeedPage;
}) {
  const { rows, facts } = page;
  const newest = rows[0];
  const oldest = rows.at(-1);
  const rel = relOf(address, facts);
  const below = pagePath(stream, address);
  const sizes = [...new Set([...PAGE_SIZES, address.count])].toSorted((a, b) => a - b);
  return (
    <footer className="feed-foot">
      <span>
        {newest === undefined || oldest === undefined
          ? `No events here; the stream has ${facts.first} to ${facts.last}`
          : `${rangeWords(oldest.number, newest.number)} of ${grouped(facts.eventCount)}`}
      </span>
      <label>
        Per page{' '}
        <select
          className="select page-size"
          value={address.count}
          onChange={(event) => {
            const count = Number(event.target.value);
            // A longer page keeps the events in sight that are in sight now.
            const next = newest === undefined ? { ...address, count } : pageOf(newest.number, count, facts);
            navigate(pageHref(stream, address.from === 'head' ? { ...address, count } : next));
          }}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
      <span className="push wire-path">
        <code>
          {rel === null ? '' : `rel=${rel} · `}/{below}
        </code>
        <CopyButton text={httpAddress(stream, below)} label="Copy page address" />
      </span>
    </footer>
  );
}

function rangeWords(oldest: EventNumber, newest: EventNumber): string {
  return oldest === newest ? `Event ${newest}` : `Events ${oldest}–${newest}`;
}
