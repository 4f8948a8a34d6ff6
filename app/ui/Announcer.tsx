// The one live region of the page: what happened, said to those who do not see it.
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says a text in the page's one `role="status"`; the same text twice is said twice. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}

export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid((last) => ({ text, turn: last.turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <p role="status" className="visually-hidden">
        {/* A new element each time: readers keep silent when a text does not change. */}
        <span key={said.turn}>{said.text}</span>
      </p>
    </AnnounceContext>
  );
}
