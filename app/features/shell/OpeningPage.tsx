// The store is not open yet: it opens, waits for another tab, or cannot be opened.
import { type ReactNode, Suspense } from 'react';
import { NotOpen } from '../../screens.ts';
import type { Opening } from '../../store.tsx';
import { ErrorBoundary } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Brand } from './Brand.tsx';

export function OpeningPage({
  opening,
  tryAgain,
}: {
  readonly opening: Exclude<Opening, { kind: 'open' }>;
  readonly tryAgain: () => void;
}) {
  const loading = <Loading what="the store" />;
  return (
    <Frame>
      {opening.kind === 'opening' ? (
        loading
      ) : (
        <ErrorBoundary title="The store is not open, and why could not be shown">
          <Suspense fallback={loading}>
            <NotOpen opening={opening} tryAgain={tryAgain} />
          </Suspense>
        </ErrorBoundary>
      )}
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="topbar">
        <Brand />
      </header>
      <div className="app">
        <main id="main" className="panel">
          <section className="pane pane-blank">{children}</section>
        </main>
      </div>
    </>
  );
}
