// The end of a page of a list: a button that presses itself when it is scrolled into view.
import { useEffect, useRef } from 'react';
import { grouped } from '../../ui/words.ts';

/** Give it the length of the list as its key, so that it looks anew where it comes to stand. */
export function MoreOnScroll({ hidden, onMore }: { readonly hidden: number; readonly onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (button.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more.current();
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button ref={button} className="btn btn-quiet" type="button" onClick={onMore}>
      Show more ({grouped(hidden)})
    </button>
  );
}
