// As of which event the state is looked at: in step with the address, but not each step is one of the history.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';

/** Browsers refuse hundreds of changes of the address in a row. */
const PAUSE_MS = 300;

export function usePlace(
  stream: StreamName,
  routed: number | 'head',
  { first, last }: { readonly first: number; readonly last: number },
): readonly [at: number, go: (at: number) => void] {
  const within = useCallback(
    (number: number | 'head') => (number === 'head' ? last : Math.min(Math.max(number, first), last)),
    [first, last],
  );
  const [at, setAt] = useState(() => within(routed));
  /** What this screen wrote into the address itself, so that it does not follow its own trail. */
  const written = useRef(routed);

  useEffect(() => {
    if (routed === written.current) return;
    written.current = routed;
    setAt(within(routed));
  }, [routed, within]);

  useEffect(() => {
    if (at === within(written.current)) return;
    const timer = setTimeout(() => {
      written.current = at;
      navigate(paths.play(stream, at), { replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [stream, at, within]);

  return [within(at), useCallback((to: number) => setAt(within(to)), [within])];
}
