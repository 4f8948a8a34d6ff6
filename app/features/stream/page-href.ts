// The address of a feed page as a link: the newest page of usual size is the stream itself.
import type { StreamName } from '../../../lib/index.ts';
import { type PageAddress, paths } from '../../router.ts';
import { DEFAULT_PAGE_SIZE } from './paging.ts';

export function pageHref(stream: StreamName, { from, direction, count }: PageAddress): string {
  return from === 'head' && count === DEFAULT_PAGE_SIZE
    ? paths.stream(stream)
    : paths.page(stream, from, direction, count);
}
