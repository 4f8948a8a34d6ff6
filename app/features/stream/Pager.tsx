// Four links that are always there, in the same place; one that leads nowhere is disabled, not hidden.
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, type LucideIcon } from 'lucide-react';
import type { StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { pageHref } from './page-href.ts';
import type { PageLinks } from './paging.ts';

export function Pager({ stream, links }: { readonly stream: StreamName; readonly links: PageLinks }) {
  const newer = useShortcut('newer');
  const older = useShortcut('older');
  return (
    <nav className="joined" aria-label="Feed pages">
      <PagerLink to={links.newest} stream={stream} icon={ChevronsLeft} rel="first" label="Newest" />
      <PagerLink
        to={links.newer}
        stream={stream}
        icon={ChevronLeft}
        rel="previous"
        label="Newer"
        tied={newer}
      />
      <PagerLink to={links.older} stream={stream} icon={ChevronRight} rel="next" label="Older" tied={older} />
      <PagerLink to={links.oldest} stream={stream} icon={ChevronsRight} rel="last" label="Oldest" />
    </nav>
  );
}

function PagerLink(props: {
  readonly to: PageAddress | null;
  readonly stream: StreamName;
  readonly icon: LucideIcon;
  /** What the Atom feed calls it. */
  readonly rel: string;
  readonly label: string;
  /** To a shortcut. */
  readonly tied?: ReturnType<typeof useShortcut>;
}) {
  const title = `${props.label} events, rel=${props.rel}`;
  const content = (
    <>
      <Icon icon={props.icon} />
      {props.label}
    </>
  );
  // The same element with and without an address, so that the focus stays on it when it becomes disabled.
  const place = props.to === null ? { 'aria-disabled': true } : { href: pageHref(props.stream, props.to) };
  return (
    <a className="btn" role="link" tabIndex={0} title={title} {...place} {...props.tied}>
      {content}
    </a>
  );
}
