// How much room the store takes, at the foot of the side bar.
import { paths } from '../../router.ts';
import { bytes } from '../../ui/words.ts';
import { useSpace } from './useSpace.ts';

export function SpaceUsed() {
  const space = useSpace();
  if (space?.usageBytes === undefined || space.quotaBytes === undefined)
    return (
      <section className="side-foot" aria-label="Space used">
        <a href={paths.settings()}>Storage</a>
      </section>
    );
  return (
    <section className="side-foot" aria-label="Space used">
      <a href={paths.settings()}>
        {bytes(space.usageBytes)} of {bytes(space.quotaBytes)}
      </a>
      {space.persistence === 'unknown' ? null : (
        <span>{space.persistence === 'protected' ? 'Protected' : 'Not protected'}</span>
      )}
    </section>
  );
}
