// A line of which some was found, marked in it.
import { Fragment } from 'react';
import { type MarkedPiece, type MarkedStretch, markedStretches } from './marked-stretches.ts';
import { Parts } from './Name.tsx';

/** As `OneLine`; copied, the pieces beside each other. */
export function MarkedLine(props: {
  readonly pieces: readonly MarkedPiece[];
  /** The first piece begins in the middle of a JSON string. Default false. */
  readonly inString?: boolean;
}) {
  return (
    <bdi dir="ltr">
      {markedStretches(props.pieces, props.inString).map(({ apart, parts }, place) => {
        const Tag = apart ? 'bdi' : Fragment;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
          <Tag key={place}>
            <MarkedParts parts={parts} />
          </Tag>
        );
      })}
    </bdi>
  );
}

function MarkedParts({ parts }: Pick<MarkedStretch, 'parts'>) {
  return parts.map(({ part, marked }, place) => {
    const Tag = marked ? 'mark' : Fragment;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <Tag key={place}>
        <Parts of={[part]} />
      </Tag>
    );
  });
}
