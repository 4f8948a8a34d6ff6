// What was found, in groups; one of the options is the one that Enter takes.
import { useEffect, useRef } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { MarkedLine } from '../../ui/MarkedLine.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import type { Command, Found, FoundGroup } from './results.ts';

export function optionId(list: string, place: number): string {
  return `${list}-${place}`;
}

export function ResultList({
  id,
  groups,
  at,
  onPoint,
  onChoose,
}: {
  readonly id: string;
  readonly groups: readonly FoundGroup[];
  /** Place of the option that Enter takes, counted over all groups. */
  readonly at: number;
  readonly onPoint: (place: number) => void;
  readonly onChoose: (command: Command) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other groups may put the same place out of sight.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, groups]);
  const first = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { found }) => sum + found.length, 0),
  );
  return (
    <div
      className="palette-list"
      id={`${id}-list`}
      ref={list}
      role="listbox"
      aria-label="Results"
      hidden={groups.length === 0}
    >
      {groups.map(({ title, found }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would hold fields, and these are options.
        <div key={title} role="group" aria-labelledby={`${id}-group-${index}`}>
          <h2 id={`${id}-group-${index}`} role="presentation">
            {title}
          </h2>
          {found.map((each, row) => {
            const place = (first[index] ?? 0) + row;
            return (
              <Option
                key={each.command.id}
                id={optionId(id, place)}
                {...each}
                selected={place === at}
                onPoint={() => onPoint(place)}
                onChoose={() => onChoose(each.command)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Option({
  id,
  command,
  pieces,
  selected,
  onPoint,
  onChoose,
}: Found & {
  readonly id: string;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}) {
  const { icon, shortcut, unavailable } = command;
  const note = unavailable ?? command.note;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same, and the focus never leaves it.
    <div
      className="palette-option"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={unavailable !== undefined}
      onPointerMove={() => selected || onPoint()}
      onMouseDown={(event) => event.preventDefault()} // The focus stays in the field.
      onClick={onChoose}
    >
      <Icon icon={icon} />
      <span className="palette-label">
        <MarkedLine pieces={pieces} />
      </span>{' '}
      {note === undefined ? null : (
        <span className="palette-note">
          <OneLine text={note} />
        </span>
      )}
      {shortcut === undefined ? null : <KeyHint of={shortcut} />}
    </div>
  );
}
