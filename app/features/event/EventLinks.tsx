// Addresses over HTTP around one event, under the names the Atom feed gives them.
import type { RecordedEvent } from '../../../lib/index.ts';
import { httpAddress, pagePath } from '../stream/http-address.ts';
import { DEFAULT_PAGE_SIZE } from '../stream/paging.ts';

export function EventLinks({ event }: { readonly event: RecordedEvent }) {
  const { eventNumber: number, stream } = event;
  const count = DEFAULT_PAGE_SIZE;
  const links: readonly (readonly [rel: string, below: string])[] = [
    ['edit, alternate', String(number)],
    ['first', pagePath(stream, { from: 'head', direction: 'backward', count })],
    ['next (older)', pagePath(stream, { from: Math.max(0, number - 1), direction: 'backward', count })],
    ['previous (newer)', pagePath(stream, { from: number + 1, direction: 'forward', count })],
    ['last', pagePath(stream, { from: 0, direction: 'forward', count })],
    ['metadata', 'metadata'],
  ];
  return (
    <table className="table links">
      <thead>
        <tr>
          <th scope="col">rel</th>
          <th scope="col">Address</th>
        </tr>
      </thead>
      <tbody>
        {links.map(([rel, below]) => (
          <tr key={rel}>
            <td>{rel}</td>
            <td>
              <a className="mono-small" href={httpAddress(stream, below)} target="_blank" rel="noreferrer">
                …/{below}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
