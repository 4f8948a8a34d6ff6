// The command palette: finds streams and things to do while their names are typed.
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { useModal } from '../../ui/useModal.ts';
import { counted, grouped } from '../../ui/words.ts';
import { pressedKeys } from '../shortcuts/keys.ts';
import { SHORTCUTS } from '../shortcuts/shortcuts.ts';
import { optionId, ResultList } from './ResultList.tsx';
import type { Command } from './results.ts';
import { type PaletteResults, usePaletteResults } from './usePaletteResults.ts';
import './palette.css';

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const modal = useModal(onClose);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  /** The id of the command that Enter runs; null = the first. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const results = usePaletteResults(text);
  const commands = results.groups.flatMap(({ found }) => found.map(({ command }) => command));
  const at = Math.max(
    0,
    commands.findIndex((command) => command.id === chosen),
  );

  function type(next: string): void {
    setText(next);
    setChosen(null);
    setRefusal(null);
  }

  function choose(place: number): void {
    setChosen(commands.at(place % commands.length)?.id ?? null);
    setRefusal(null);
  }

  function run(command: Command | undefined): void {
    if (command === undefined) return;
    setChosen(command.id);
    if (command.unavailable !== undefined) {
      setRefusal(`${command.label}: ${command.unavailable}.`);
      return;
    }
    // The focus is back where it was before the command moves it on.
    flushSync(onClose);
    command.run();
  }

  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at - 1),
    Home: () => choose(0),
    End: () => choose(-1),
    Enter: () => run(commands[at]),
    [SHORTCUTS.palette.keys]: onClose,
  };

  function onKeyDown(event: KeyboardEvent): void {
    const keys = pressedKeys(event.nativeEvent);
    // With Shift the arrows, Home and End select what was typed.
    const act = keys === null || event.shiftKey || event.nativeEvent.isComposing ? undefined : acts[keys];
    if (act === undefined || event.target !== field.current) return;
    event.preventDefault();
    act();
  }

  function onClick({ target, currentTarget }: MouseEvent): void {
    if (target === currentTarget) onClose(); // Beside the palette there is only what is behind it.
  }

  return (
    <dialog
      className="palette"
      aria-label="Search or jump"
      {...modal}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className="palette-frame">
        <div className="palette-field">
          <Icon icon={Search} />
          <input
            ref={field}
            type="text"
            role="combobox"
            aria-label="Search or jump"
            aria-autocomplete="list"
            aria-expanded={commands.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={commands.length > 0 ? optionId(id, at) : undefined}
            placeholder="A stream, an action, a number…"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          <button
            className="btn btn-quiet btn-icon"
            type="button"
            aria-label="Close"
            title="Close (Esc)"
            onClick={onClose}
          >
            <Icon icon={X} />
          </button>
        </div>
        <ResultList id={id} groups={results.groups} at={at} onPoint={choose} onChoose={run} />
        {commands.length > 0 || results.streams === 'loading' ? null : (
          <div className="palette-none">
            <p>
              Nothing here is called “<Name text={text.trim()} />
              ”. Type a part of a stream’s name, or a word such as “lab”.
            </p>
            <button
              className="btn"
              type="button"
              onClick={() => {
                type('');
                field.current?.focus();
              }}
            >
              Show everything
            </button>
          </div>
        )}
        <footer className="palette-foot">
          <p role="status">
            <OneLine text={refusal ?? sentence(results)} />
          </p>
          <p className="key-hint" aria-hidden>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> move
            </span>
            <span>
              <kbd>Enter</kbd> open
            </span>
          </p>
        </footer>
      </div>
    </dialog>
  );
}

function sentence({ streams, shown, total }: PaletteResults): string {
  const found = counted(total, 'result');
  const some = shown < total ? `${found}, the first ${grouped(shown)} shown` : found;
  switch (streams) {
    case 'loading':
      return `${some}. Reading the streams…`;
    case 'failed':
      return `${some}. The streams could not be read.`;
    case 'ready':
      return some;
  }
}
