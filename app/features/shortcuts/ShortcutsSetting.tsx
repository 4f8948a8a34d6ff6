// What Settings has about the keyboard.
import { Keyboard } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import { showDialog } from '../shell/dialogs.ts';
import { KeyHint } from './KeyHint.tsx';
import { SingleKeysSwitch } from './SingleKeysSwitch.tsx';
import { useShortcut } from './useShortcut.ts';

export function ShortcutsSetting() {
  return (
    <section aria-labelledby="keyboard">
      <header>
        <h2 id="keyboard">Keyboard</h2>
        <p>Kept in this browser.</p>
      </header>
      <div className="stack">
        <SingleKeysSwitch />
        <div>
          <button
            className="btn"
            type="button"
            aria-haspopup="dialog"
            onClick={() => showDialog('shortcuts')}
            {...useShortcut('help')}
          >
            <Icon icon={Keyboard} />
            All shortcuts
            <KeyHint of="help" />
          </button>
        </div>
      </div>
    </section>
  );
}
