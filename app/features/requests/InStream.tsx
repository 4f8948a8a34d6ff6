// The way from a request to its events.
import { Fragment } from 'react';
import type { History } from '../../client/history.ts';
import { paths } from '../../router.ts';
import { useCopies } from './useCopies.ts';

/** Most places that are told one by one. */
const MAX_TOLD = 8;

/** Nothing until it is known where they are. */
export function InStream({ history }: { readonly history: History }) {
  const copies = useCopies(history);
  const places = [...new Set(copies?.flat())].toSorted((a, b) => a - b);
  if (places.length === 0) return null;
  const told = places.length > MAX_TOLD ? places.slice(0, MAX_TOLD - 1) : places;
  return (
    <span>
      in the stream at{' '}
      {told.map((place, index) => (
        <Fragment key={place}>
          {index > 0 ? ', ' : null}
          <a href={paths.event(history.request.stream, place)}>{place}</a>
        </Fragment>
      ))}
      {places.length > told.length ? ` and ${places.length - told.length} more` : null}
    </span>
  );
}
