// Grey bars where content will be, only when it takes long enough to notice.
import { useEffect, useState } from 'react';

const PATIENCE_MS = 200;

/** Nothing for 200 ms, then a skeleton: most reads are done before. `what` is read as "Reading {what}…". */
export function Loading({ what, rows = 5 }: { readonly what: string; readonly rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className="skeleton" aria-busy="true">
      <span className="visually-hidden">Reading {what}…</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike.
        <i key={row} />
      ))}
    </div>
  );
}
