// How much room the store takes, at the foot of the side bar.
import { paths } from '../../router.ts';
import { bytes } from '../../ui/words.ts';
import { useSpace } from './useSpace.ts';

export function SpaceUsed() {
  const space = useSpace();
  if (space.kind !== 'known')
    return (
      <div className="side-foot">
        <a href={paths.settings()}>Storage</a>
      </div>
    );
  return (
    <section className="side-foot" aria-label="Space used">
      <a href={paths.settings()}>
        {bytes(space.usedBytes)} of {bytes(space.quotaBytes)}
      </a>
      <span>{space.protected ? 'Protected' : 'Not protected'}</span>
    </section>
  );
}
