// What went wrong, in its own words, with the page around it still usable.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProgramOutdatedError } from '../../lib/index.ts';
import { CopyButton } from './CopyButton.tsx';
import { Guard } from './Guard.tsx';
import { Icon } from './Icon.tsx';
import { OneLine } from './Name.tsx';

/** An error as a person reads it, and as they hand it on: Copy details has the whole of it. */
export function Failure({
  title = 'This could not be read',
  error,
  children,
}: {
  readonly title?: string;
  readonly error: unknown;
  /** What to do now. */
  readonly children?: ReactNode;
}) {
  return (
    <div className="notice stack failure" data-state="rejected">
      <b className="row">
        <Icon icon={CircleAlert} />
        <OneLine text={title} />
      </b>
      <p>
        <OneLine text={sentence(error)} />
      </p>
      <div className="row">
        {children}
        {error instanceof ProgramOutdatedError ? <Reload /> : null}
        <CopyButton text={() => details(title, error)} label="Copy details">
          Copy details
        </CopyButton>
      </div>
    </div>
  );
}

/** For a tab whose program is too old. */
export function Reload() {
  return (
    <button className="btn btn-primary" type="button" onClick={() => location.reload()}>
      Reload this tab
    </button>
  );
}

/** Shows `title` in place of children that throw while rendering. A new `resetKey` tries them again. */
export function ErrorBoundary({
  title,
  resetKey,
  children,
}: {
  readonly title: string;
  readonly resetKey?: unknown;
  readonly children: ReactNode;
}) {
  return (
    <Guard fallback={(error) => <Failure title={title} error={error} />} resetKey={resetKey}>
      {children}
    </Guard>
  );
}

function sentence(error: unknown): string {
  // Browsers give it a name and no sentence.
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return 'No space is left for this app in this browser. Nothing was written. Settings can free some.';
  }
  return error instanceof Error && error.message !== '' ? error.message : 'The browser gave no reason.';
}

function details(title: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  return [title, stack, location.href, navigator.userAgent, new Date().toISOString()].join('\n');
}
