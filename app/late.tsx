// Parts that the first screen is whole without. Their code comes after it, in one file; where it cannot be had, the screen
// goes on without, and the next page has them again.
import { type ComponentType, lazy, Suspense } from 'react';

export const Banners = late(({ Banners }) => Banners);
export const NetworkChoices = late(({ NetworkChoices }) => NetworkChoices);
export const NeedsYou = late(({ NeedsYou }) => NeedsYou);
export const SpaceUsed = late(({ SpaceUsed }) => SpaceUsed);
export const MoreOnScroll = late(({ MoreOnScroll }) => MoreOnScroll);
export const SystemStreams = late(({ SystemStreams }) => SystemStreams);

/** Registers the service worker, and shows what comes of it. */
export function startUpdates(): void {
  load().then(
    (parts) => parts.startUpdates(),
    () => {}, // Nor could a worker be had.
  );
}

function load(): Promise<typeof import('./late-parts.ts')> {
  return import('./late-parts.ts');
}

function late<Props extends object>(
  part: (parts: Awaited<ReturnType<typeof load>>) => ComponentType<Props>,
): (props: Props) => React.JSX.Element {
  const Part = lazy(() =>
    load().then(
      (parts) => ({ default: part(parts) }),
      () => ({ default: Nothing }),
    ),
  );
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  );
}

function Nothing(): null {
  return null;
}
