// Parts that the first screen is whole without. Their code comes after it, in one file.
import { type ComponentType, lazy, Suspense } from 'react';

export const DataLossBanner = late(({ DataLossBanner }) => DataLossBanner);
export const LinkBanner = late(({ LinkBanner }) => LinkBanner);
export const LinkChoices = late(({ LinkChoices }) => LinkChoices);
export const UpdateBanner = late(({ UpdateBanner }) => UpdateBanner);
export const NeedsYou = late(({ NeedsYou }) => NeedsYou);
export const SpaceUsed = late(({ SpaceUsed }) => SpaceUsed);
export const SystemStreams = late(({ SystemStreams }) => SystemStreams);

function late<Props extends object>(
  part: (parts: typeof import('./late-parts.ts')) => ComponentType<Props>,
): (props: Props) => React.JSX.Element {
  const Part = lazy(() =>
    import('./late-parts.ts').then(
      (parts) => ({ default: part(parts) }),
      // The network went before the app was stored. The screen goes on without; the next page has the part again.
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
