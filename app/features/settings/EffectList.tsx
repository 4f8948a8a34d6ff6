// The streams that an import deletes, limits or brings back, by name.
import { Fragment } from 'react';
import type { ImportEffects } from '../../../lib/index.ts';
import { Name } from '../../ui/Name.tsx';
import { effectWords } from './effect-words.ts';

export function EffectList({
  effects,
  when,
}: {
  readonly effects: ImportEffects;
  readonly when: 'before' | 'after';
}) {
  const told = effectWords(effects, when);
  if (told.length === 0) return null;
  return (
    <ul className="check-problems" aria-label="Streams that were here before">
      {told.map(({ effect, what, meaning, names, more }) => (
        <li key={effect}>
          <b>{what}</b>
          {meaning === '' ? '' : ` (${meaning})`}
          {': '}
          {names.map((name, place) => (
            <Fragment key={name}>
              {place === 0 ? null : ', '}
              <Name text={name} />
            </Fragment>
          ))}
          {more === null ? null : ` ${more}`}
        </li>
      ))}
    </ul>
  );
}
