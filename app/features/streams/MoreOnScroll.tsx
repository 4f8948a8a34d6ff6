// The end of a page of a list: a button that presses itself when it is scrolled into view.
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { grouped } from '../../ui/words.ts';

/** The last item of a list. Each of the other items holds a link or a button. */
export function MoreOnScroll({ hidden, onMore }: { readonly hidden: number; readonly onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks anew where it comes to stand after more was shown.
  useEffect(() => {
    const own = button.current;
    if (own === null) return;
    const observer = new IntersectionObserver((entries) => {
      // Reached by keys, it waits to be pressed: else the list would grow away from under the focus.
      if (document.activeElement !== own && entries.some(({ isIntersecting }) => isIntersecting))
        more.current();
    });
    observer.observe(own);
    return () => observer.disconnect();
  }, [hidden]);

  function press(): void {
    const last = button.current?.closest('li')?.previousElementSibling;
    flushSync(onMore);
    last?.nextElementSibling?.querySelector<HTMLElement>('a, button')?.focus();
  }

  return (
    <li>
      <button ref={button} className="btn btn-quiet" type="button" onClick={press}>
        Show more ({grouped(hidden)})
      </button>
    </li>
  );
}
